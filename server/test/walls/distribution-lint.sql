-- The rules by which one schema serves one machine (plain PostgreSQL) and many (Citus). Runs on plain pg_catalog.
-- Each table carries its placement in its comment: '@dist <column>[ colocate <group>]' | '@reference' | '@local'.
-- $1: our schemas, all in one query, so that keys between schemas are seen. The answer must be empty.
with t as (
  select c.oid, n.nspname||'.'||c.relname relname, c.relkind, c.relpersistence, c.relispartition,
    substring(obj_description(c.oid,'pg_class') from '@(dist|reference|local)') cls,
    substring(obj_description(c.oid,'pg_class') from '@dist (\w+)') col,
    coalesce(substring(obj_description(c.oid,'pg_class') from 'colocate (\w+)'), case when substring(obj_description(c.oid,'pg_class') from '@dist (\w+)')='customer_id' then 'customer_id' else c.oid::text end) grp
  from pg_class c join pg_namespace n on n.oid=c.relnamespace where n.nspname = any($1::text[]) and c.relkind in ('r','p') and not c.relispartition),
k as (select t.*, a.attnum, a.attnotnull, a.attgenerated, format_type(a.atttypid,null) typname from t left join pg_attribute a on a.attrelid=t.oid and a.attname=t.col)
select relname, 'no placement comment (@dist/@reference/@local)' problem from t where cls is null
union all select relname, 'shard column missing' from k where cls='dist' and attnum is null
union all select relname, 'shard column nullable' from k where cls='dist' and attnum is not null and not attnotnull
union all select relname, 'shard column generated' from k where cls='dist' and attgenerated<>''
union all select relname, 'no primary key' from t where cls in('dist','reference') and not exists(select 1 from pg_constraint where conrelid=t.oid and contype='p')
union all select k.relname, 'customer_id is not the first column of the primary key' from k join pg_constraint x on x.conrelid=k.oid and x.contype='p' where cls='dist' and col='customer_id' and x.conkey[1]<>k.attnum
union all select k.relname, 'unique/PK index lacks shard column: '||i.indexrelid::regclass from k join pg_index i on i.indrelid=k.oid where cls='dist' and i.indisunique and not (k.attnum = any(i.indkey::int2[]))
union all select k.relname, 'exclusion constraint lacks shard column with =: '||x.conname from k join pg_constraint x on x.conrelid=k.oid and x.contype='x' where cls='dist' and not exists(select 1 from unnest(x.conkey,x.conexclop) u(a,o) join pg_operator op on op.oid=u.o where u.a=k.attnum and op.oprname='=')
union all select f.relname, 'FK '||x.conname||': '||case
   when f.cls='dist' and r.cls='local' then 'distributed -> local'
   when f.cls in('reference','local') and r.cls='dist' then f.cls||' -> distributed'
   when f.cls='reference' and r.cls='local' then 'reference -> local'
   when f.cls='dist' and r.cls='dist' and f.grp<>r.grp then 'not co-located'
   when f.cls='dist' and r.cls='dist' and not exists(select 1 from unnest(x.conkey,x.confkey) u(a,b) where u.a=f.attnum and u.b=r.attnum) then 'shard column missing or not in same position'
   else 'ON DELETE/UPDATE SET NULL|DEFAULT with shard column' end
 from pg_constraint x join k f on f.oid=x.conrelid join k r on r.oid=x.confrelid where x.contype='f' and x.conparentid=0 and (
   (f.cls='dist' and r.cls='local') or (f.cls in('reference','local') and r.cls='dist') or (f.cls='reference' and r.cls='local')
   or (f.cls='dist' and r.cls='dist' and (f.grp<>r.grp or not exists(select 1 from unnest(x.conkey,x.confkey) u(a,b) where u.a=f.attnum and u.b=r.attnum)))
   or (f.cls='dist' and (x.confdeltype in('n','d') or x.confupdtype in('n','d')) and f.attnum=any(x.conkey)))
union all select t.relname, 'trigger on distributed/reference table: '||g.tgname from t join pg_trigger g on g.tgrelid=t.oid and not g.tgisinternal where cls in('dist','reference')
union all select t.relname, 'rule: '||w.rulename from t join pg_rewrite w on w.ev_class=t.oid where cls in('dist','reference')
union all select t.relname, 'inheritance (not partitioning)' from t join pg_inherits i on i.inhrelid=t.oid where cls in('dist','reference')
union all select t.relname, 'multi-level partitioning: '||c.relname from t join pg_inherits i on i.inhparent=t.oid join pg_class c on c.oid=i.inhrelid where cls='dist' and c.relkind='p'
union all select t.relname, 'RLS policy contains a sub-select: '||p.polname from t join pg_policy p on p.polrelid=t.oid where cls in('dist','reference') and (p.polqual::text like '%SUBLINK%' or p.polwithcheck::text like '%SUBLINK%')
union all select t.relname, 'serial/identity smaller than bigint: '||a.attname from t join pg_attribute a on a.attrelid=t.oid and a.attnum>0 join pg_type ty on ty.oid=a.atttypid left join pg_attrdef d on d.adrelid=t.oid and d.adnum=a.attnum where cls in('dist','reference') and ty.typname in('int2','int4') and (a.attidentity<>'' or pg_get_expr(d.adbin,d.adrelid) like 'nextval(%')
union all select f.relname, 'shard column types differ within co-location group '||f.grp from k f join k r on f.grp=r.grp and f.oid<r.oid and f.typname<>r.typname where f.cls='dist' and r.cls='dist'
order by 1,2;
