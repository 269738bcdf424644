import { Icon } from "../shared/icons.tsx";
import { failureText } from "../shared/language.ts";
import { useSurroundings } from "../shared/surroundings.ts";
import { useStore } from "../shared/use-store.ts";
import { mostFiles, mostMegabytes, type Pick, type Picks } from "./picks.ts";

/** The files picked for the message being written, with how far each is uploaded. */
export function Picked({ picks }: { picks: Picks }) {
  const { t } = useSurroundings();
  const { items, unpicked } = useStore(picks.store);
  const stateOf = (one: Pick) =>
    one.failed !== null
      ? `${one.file.name}: ${failureText(t, one.failed)}`
      : one.attachment === null
        ? t("uploading", { name: one.file.name, n: Math.round(one.share * 100) })
        : one.file.name;
  return (
    <div class="picked">
      {items.length > 0 && (
        <ul>
          {items.map((one) => (
            <li key={one.id} class={one.failed === null ? "" : "failed"} title={stateOf(one)}>
              <Icon name={one.attachment === null ? "file" : "check"} />
              <span class="file-name">{one.file.name}</span>
              {one.failed !== null ? (
                <button type="button" class="plain" aria-label={t("retry")} onClick={() => picks.retry(one.id)}>
                  <Icon name="again" />
                </button>
              ) : (
                one.attachment === null && <progress value={one.share} aria-label={stateOf(one)} />
              )}
              <button
                type="button"
                class="plain"
                aria-label={t("removeFile", { name: one.file.name })}
                onClick={() => picks.remove(one.id)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="error" role="alert">
        {unpicked?.reason === "too_large" && t("fileTooLarge", { name: unpicked.name, n: mostMegabytes })}
        {unpicked?.reason === "too_many" && t("tooManyFiles", { n: mostFiles })}
        {items.find((one) => one.failed !== null) !== undefined &&
          stateOf(items.find((one) => one.failed !== null) as Pick)}
      </p>
    </div>
  );
}
