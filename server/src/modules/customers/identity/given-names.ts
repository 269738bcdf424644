// One line, one given name: how it is spelt and what people of that name are called. Folded, as `foldText` gives it.
const forms = `
anna ana ania anka andzia anusia anula aneczka annuska anuta
agnieszka aga agusia agunia
aleksandra alexandra ola olka olenka ala sandra sanda
alicja alice ala alusia
barbara basia baska basienka
beata beatka
bozena bozenka
danuta danka danusia
dorota dorotka dora
edyta edytka edita
elzbieta ela elka elunia elisabeta
ewa ewka ewunia eva
ewelina ewelinka ewela evelina
grazyna grazynka
halina halinka hala
hanna hania hanka hanusia
helena helenka hela
irena irenka
iwona iwonka ivona
izabela iza izka isabela
jadwiga jadzia jaga
janina janka jasia
joanna asia aska joasia joaska ioana
jolanta jola jolka
julia julka julcia iulia
justyna justynka iustina
kamila kama kamilka camila
karolina karola karolinka carolina
katarzyna kasia kaska kasienka kate katarina catarina caterina
kinga kinia
krystyna krysia kryska cristina
lidia lidka lidzia
lucyna lucynka
magdalena magda madzia magdusia lena
malgorzata gosia goska malgosia gocha margareta
maria marysia maryska mania marychna marija maricica
marianna marysia
marta martusia
monika monica monia
natalia natalka nata natasza
olga ola olka olenka
patrycja patka pati patricia
paulina paula paulinka
renata renatka renia
sylwia sylwka silvia
stanislawa stasia
stefania stefa stefka stefcia
teresa terenia tereska
urszula ula ulka
wanda wandzia
weronika wera weronka veronica
wiktoria wika wiki victoria
zofia zosia zoska sofia
zuzanna zuza zuzia zuzka suzana
adam adas
aleksander alexander olek alek alex sasza
andrzej jedrek jedrus andrei andrew
antoni antek tosiek tolek anton
artur arek artus arthur
arkadiusz arek
bartlomiej bartek bartus
bartosz bartek bartus
boguslaw bogus
czeslaw czesiek czesio
dariusz darek daras
dominik domino dominic
edward edek edzio eduard
eugeniusz gienek genek eugen
filip filipek philip
franciszek franek franio francisc
grzegorz grzesiek grzes grzesio grigore
henryk heniek henio
ignacy ignas
jacek jacus
jakub kuba kubus iacob
jan janek jasiek jas jasio john
janusz januszek
jaroslaw jarek jaro
jerzy jurek george
jozef jozek jozio iosif
juliusz julek iuliu
kazimierz kazik kazio
krzysztof krzysiek krzys krzysio cristofor
leszek lechu
lukasz lukaszek luca luka
maciej maciek macius matei
marcin marcinek martin
mariusz mario
mateusz mati matei matthew
michal michalek misiek mihail michael
mieczyslaw mietek mieciu
mikolaj miki nicolae nikolaj
miroslaw mirek
pawel pawelek pablo pavel
piotr piotrek piotrus petr petru peter
przemyslaw przemek przemo
radoslaw radek
rafal rafalek
robert robercik robi
roman romek
ryszard rysiek rysio richard
sebastian seba sebek
slawomir slawek
stanislaw staszek stas stasiek
stefan stefek stefcio fane
szymon szymek simon
tadeusz tadek tadzio
tomasz tomek tomus toma
waldemar waldek
wieslaw wiesiek
wiktor witek wiki victor viktor
witold witek
wladyslaw wladek
wlodzimierz wlodek wladimir
wojciech wojtek
zbigniew zbyszek zbych
zdzislaw zdzisiek
zenon zenek
adrian adi
alexandru alex sandu alecu sandel
ana anisoara anica anuta
anamaria ana
andreea andra deea andreia
anton tony toni tonel
aurel relu aurica
aurelia aurica relia
bogdan bodo
catalin cata
catalina cata
claudiu clau
constantin costel costica costi costin dinu titi gicu
constanta tanta
cornel cornelius nelu
cristian cristi christian krystian chris
cristina cristi tina
daniel dani dan
daniela dana dani
dimitrie mitica mitru
dumitru mitica dumi mitrut titi
ecaterina catinca cati katia caterina catarina
elena lena lenuta nuta elenuta leni
elisabeta elisa beti
emilia mili emi
emil emi
eugen jenica geni
eugenia jeni
florin flori
florentina flori
floarea florica
gabriel gabi
gabriela gabi
gheorghe gigi ghita gica gicu geo
georgiana geo gina
grigore grig gore
ilie ilica
ioan ion nelu johnny iane
ioana oana ioanna
ion ioan
iulian iuli
iuliana iuli
laurentiu lauri
liviu livi
loredana lori dana
lucian luci
luminita lumi
madalina mada
maria marica
mariana marioara
marian
marin
marius mario
mihai mihail misu michael
mihaela miha ela mica
mirela mira
nicolae nicu nae niculae nicolaie nicolai nelu neculai culita
octavian tavi
ovidiu ovi
petru petre petrica petrut
radu raducu
razvan raz
roxana roxi
sebastian sebi
silviu silvi
simona simo
sorin
stefan fane stef
tudor
teodor teo
teodora teo dora
tiberiu tibi
valentin vali
valentina vali tina
valeriu vali
vasile lica sile vasi
vasilica lica
veronica vera nica
victor vic
victoria vica
viorel vio
viorica vio rica
virgil gil
vladimir vlad
`;

// Given names whose bearers have no other: known, so that Marta is not taken for a misspelt Maria.
const others = `
anita eliza bartosz ileana anca antonel cristinel danut dimitrie florinel george gheorghita ionel ionut iancu
ionica ionita marioara mioara marinel mihaita petrisor sorinel stefanita tudorel vasilica iliuta nicusor ionela
ada adelina adina adriana agata aida albert aldona alfred alina ambrozy amelia anastazja anastasia andrada angela
angelika aniela antonina antonia antonio apolonia august augustyn aurora avram barbu benedykt bernard blanka blazej
bohdan bogumil bogumila boleslaw bianca bronislaw brunon camelia carmen cecylia cezar cezara cezary ciprian codrin
codruta corina cosmin cristiana damian dan darko daria david dawid debora delia denis denisa diana dina dinu doina
dominika donata doru dragos ecaterina elwira eleonora emanuel emanuela emma eryk eric erika eustachy fabian felicja
felix feliks ferdynand flavia flavius florentina florian fryderyk gaja gavril genowefa gertruda gerard geanina gratian
gustaw horatiu horia hubert iga ilona ilinca ina ines ingrid inga irina isaura iustin iuliana iwan ivan ivo jagoda
jaromir jeremi jennifer jessica jonasz judyta julian juliana julita kacper kaja kajetan kalina karina karol karin
klara klaudia klemens konrad konstanty konstancja kordian kornel kornelia ksawery lara larisa laura lavinia lech
leon leonard leokadia leslaw lesia lia liana lilia liliana lilianna livia lucia lucjan luciana ludwik ludwika ludmila
luiza maja malwina marcel marcela marcelina marcela marek marga mariola marlena marzena maurycy maksymilian
maximilian melania michalina mihnea milena milosz mina mira miriam mircea miruna mugur nadia nadzieja narcis narcisa
nastasia nela nikodem nikola nikolas nina norbert oana oliwia oliwier oskar otylia ovidia pamela paraschiva patryk
paul pelagia petronela pola rares raluca ramona rebeca regina remigiusz remus roksana rodica rozalia roza romana
romulus rozalia rudolf rut sabina salomea samuel samuela sandra sanda sara serban sergiusz sergiu severyn simion
slawa smaranda sonia sorina stela stelian steliana swietlana szczepan tamara tatiana tatjana teodozja tobiasz traian
traian tymon tymoteusz urban vadim valeria vera vergilia vincent violeta violetta virginia vlad waclaw walenty
waleria walery wanda weronica wiera wieslawa wiktor wiola wioletta wit wladyslawa wojciecha xenia zaharia zdzislawa
zoe zoia zygmunt zyta oleg olena oksana taras andrij anastasiia dmytro iryna kateryna maksym mykola nadiia oleksandr
ariana ariadna amalia carina codrina daciana daiana dariana doriana dorina floriana georgian giorgiana marina melina
malina mirona niculina paulica sabrina silvana silviana simina sorana stefana stefania codrin dacian martyna maryna
ernest maxim rafael beniamin walter leila gloria oliwia savina svetlana noemi celia fiona emanuil emanoil theodor
oleksii serhii svitlana tetiana volodymyr yulia yuliia yurii james mary robert linda william elizabeth thomas charles
`;

const namesOf = new Map<string, Set<string>>();
for (const line of forms.trim().split("\n")) {
  const [formal, ...called] = line.split(" ") as [string, ...string[]];
  for (const form of [formal, ...called]) namesOf.set(form, (namesOf.get(form) ?? new Set()).add(formal));
}
for (const name of others.trim().split(/\s+/)) if (!namesOf.has(name)) namesOf.set(name, new Set([name]));

const none: ReadonlySet<string> = new Set();

/** The formal names for which a folded word may stand, such as katarzyna for kasia; none when it is no given name we know. */
export const givenNamesOf = (word: string): ReadonlySet<string> => namesOf.get(word) ?? none;

/** True when both folded words may be the same given name: Kasia and Katarzyna, Nicu and Nicolae. */
export function isSameGivenName(a: string, b: string): boolean {
  const formal = givenNamesOf(b);
  for (const name of givenNamesOf(a)) if (formal.has(name)) return true;
  return false;
}
