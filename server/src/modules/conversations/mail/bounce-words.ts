/** Why a mail came back, in the words common among bounce parsers. */
export type BounceReason =
  | "authfailure"
  | "badreputation"
  | "blocked"
  | "contenterror"
  | "delivered"
  | "exceedlimit"
  | "expired"
  | "feedback"
  | "filtered"
  | "hasmoved"
  | "hostunknown"
  | "mailboxfull"
  | "mailererror"
  | "mesgtoobig"
  | "networkerror"
  | "norelaying"
  | "notaccept"
  | "notcompliantrfc"
  | "onhold"
  | "policyviolation"
  | "rejected"
  | "requireptr"
  | "securityerror"
  | "spamdetected"
  | "suspend"
  | "syntaxerror"
  | "systemerror"
  | "systemfull"
  | "toomanyconn"
  | "undefined"
  | "userunknown"
  | "vacation"
  | "virusdetected";

/** Tried from top to bottom on what the refusing server said: the narrow before the broad. */
export const SAID: readonly (readonly [BounceReason, RegExp])[] = [
  ["delivered", /notificationType\\?"\s*:\s*\\?"Delivery/],
  ["contenterror", /duplicate header|headers? too large|malformed|charset|mime (?:error|structure)/i],
  ["virusdetected", /virus|malware|infected|trojan/i],
  [
    "requireptr",
    /\bptr\b|reverse[- ](?:dns|lookup|host|address|resol)|\brdns\b|unverif[iy]y?able sending|hostname does not resolve/i,
  ],
  [
    "authfailure",
    /dmarc|\bspf\b|\bdkim\b|unauthenticated (?:e-?)?mail|required authentication level|sender policy framework/i,
  ],
  ["badreputation", /reputation|(?:volume|user) (?:or user )?complaints/i],
  [
    "toomanyconn",
    /too many (?:connections|recipients|sessions|concurrent)|(?:connection|message|sending) (?:rate|frequency)|rate limit|throttl|frequency limited/i,
  ],
  [
    "spamdetected",
    /blacklisted (?:url|link)|\b(?:ube|uce)\b|(?:message|mail) content (?:is )?reject|spam (?:detect|message|content|classif|score|filter)|(?:detected|classified|identified|looks? like|considered|likely|\bis|-|as) ?(?:an? )?spam\b|unsolicited|junk|mail rejet/i,
  ],
  [
    "blocked",
    /spamhaus|dnsbl|\brbl\b|sorbs|spamcop|block(?:ed|ing)? (?:using|by|for|- see)|blocked ip|(?:sending|source) ip|ip.{0,20}(?:black|block)listed|(?:client|your) (?:host|ip|server).{0,60}(?:reject|block|black|denied|listed)|not accepting connections|refused to talk|initial connection: \d{3}.{0,40}(?:denied|rejected)|(?:use|via) the smtp server of your/i,
  ],
  [
    "norelaying",
    /relay(?:ing)? (?:access )?(?:denied|not|prohibited|is not)|(?:unable|not (?:permitted|configured|allowed)) to relay|relay through|not a registered gateway user/i,
  ],
  [
    "rejected",
    /domain of sender|sender (?:address )?(?:was )?(?:rejected|refused|denied|invalid)|sender.{0,40}does not exist|from: domain|mail ?from.{0,80}(?:does not exist|rejected|listed)|not (?:a )?member|permission to post|responsible address|address that has been blacklisted/i,
  ],
  [
    "mailererror",
    /procmail|\bpipe to\b|maildrop|mailer (?:error|died)|command (?:died|failed)|exit(?:ed)? (?:with|code|status)|unix-?mailer/i,
  ],
  [
    "networkerror",
    /hop count|too many hops|(?:routing|mail(?:ing)?) loop|lost connection|connection (?:was )?(?:lost|dropped|closed|reset)|dns query failed|try again.{0,40}host not found|host not found,? try again|able to (?:establish|make) an? (?:smtp )?connection|name server.{0,20}(?:timeout|timed out)/i,
  ],
  [
    "notaccept",
    /null mx|no mx (?:record|found)|mail exchanger or ip|not accept(?:ing)? (?:any |network )?(?:e-?mail|messages)|(?:receive|accept) e-?mail according/i,
  ],
  [
    "hostunknown",
    /host (?:name )?(?:is )?(?:unknown|not found|not known)|unknown (?:host|domain)|(?:domain|host)(?: name| or domain name)?(?: is| was)? (?:does not exist|doesn't exist|not found|invalid)|domain is not reachable|(?:domain|host) \S+ not found|nxdomain|no relevant answers|unrout(?:e)?able|no such (?:host|domain)|(?:invalid|illegal|bad) (?:host|domain)|find any host|domain may not exist|\b[\w-]+\.[a-z]{2,} does not exist/i,
  ],
  ["hasmoved", /no longer (?:on|at|with|here|valid on)|has moved|no forwarding address|not our user|new address/i],
  [
    "suspend",
    /(?:account|mailbox|user|address|recipient)\b.{0,60}\b(?:disabled|inactive|suspended|deactivated|discontinued|locked|frozen|closed)/i,
  ],
  [
    "mailboxfull",
    /(?:mail ?box|mail ?folder|inbox|account|user).{0,40}\bfull\b|over ?quota|quota.{0,30}(?:exceed|full)|exceed.{0,40}(?:quota|storage)|out of storage|(?:storage|mailbox) (?:quota|limit)|not enough (?:disk )?space|skrzynka.{0,40}pełna/i,
  ],
  ["systemfull", /insufficient (?:system )?(?:storage|resources|disk)|no space left|disk full/i],
  ["mesgtoobig", /(?:message|mail|size).{0,30}too (?:big|large)|(?:size|length) exceed|exceed.{0,30}(?:size|length)/i],
  ["notcompliantrfc", /\brfc ?(?:282[12]|532[12])\b|addresses in from|(?:missing|multiple) (?:from|date|message-id)/i],
  [
    "userunknown",
    /(?:user|recipient|address|alias|login|account|mailbox)(?: name| id)?:? (?:is |was )?(?:unknown|not (?:found|known|recogni[sz]ed))|(?:unknown|unrecogni[sz]ed|no such|invalid|illegal|bad|wrong|non-?existent) (?:or illegal )?(?:local )?(?:user|recipient|address|account|alias|mailbox|person|final delivery userid|destination mailbox)|(?:user|recipient|account|mailbox|address|person)\b.{0,60}(?:does ?n[o']t|do not|isn't|is not|not) (?:exist|have|valid|found|listed|known|a (?:known|valid))|not listed in|mailbox (?:unavailable|name not allowed)|recipnotfound|no (?:mailbox|account|user|valid recipient)|no valid recipients|recipient address rejected[.:]?(?: access denied)?[\s.]*(?:\[|$)|name is not recogni[sz]ed|address (?:you entered )?couldn't be found|destinataire.{0,20}(?:invalide|inconnu)|(?:użytkownik|adres|skrzynka).{0,30}nie istnieje|nieznany (?:użytkownik|odbiorca)|(?:utilizator|adres|destinatar).{0,30}(?:necunoscut|nu exist)/i,
  ],
  ["systemerror", /internal (?:system |server |software )?error|ldap|could not load/i],
  [
    "expired",
    /time-?out exceeded|(?:message|envelope|queue|delivery)\b.{0,20}expired|in the queue too long|giv(?:en|ing) up|multiple retries|will be retried|for the last \d+|unable to deliver this message after|requests to connect|unable to connect|connection (?:timed out|refused)|host not reachable|could not be delivered (?:for|within)|delayed|could not find a gateway/i,
  ],
  ["policyviolation", /polic(?:y|ies)|header error|presents a potential|prohibited/i],
  ["syntaxerror", /(?:improper|bad|wrong) (?:command )?sequence|syntax error|command (?:not|un)recogni[sz]ed/i],
  [
    "systemerror",
    /(?:service|system|server|resources?)\b.{0,30}(?:unavailable|not available|refuse)|system (?:config|error)|local error|configuration error/i,
  ],
  ["securityerror", /authenticat|authrequired|encryption|starttls|\btls\b|security/i],
  ["rejected", /access denied|rejected|refused|denied|not accepted|groups\.google\.com/i],
];

/** What an enhanced status code (RFC 3463) means where the words say nothing; the longest prefix wins. */
export const STATUS: Readonly<Record<string, BounceReason>> = {
  "1.0": "userunknown",
  "1.1": "userunknown",
  "1.2": "hostunknown",
  "1.3": "userunknown",
  "1.6": "hasmoved",
  "1.7": "rejected",
  "1.8": "rejected",
  "1.10": "notaccept",
  "2.1": "suspend",
  "2.2": "mailboxfull",
  "2.3": "exceedlimit",
  "2.4": "filtered",
  "3.0": "systemerror",
  "3.1": "systemfull",
  "3.2": "notaccept",
  "3.4": "mesgtoobig",
  "3.5": "systemerror",
  "4.1": "expired",
  "4.2": "networkerror",
  "4.3": "systemerror",
  "4.4": "hostunknown",
  "4.6": "networkerror",
  "4.7": "expired",
  "5.0": "mailererror",
  "5.3": "toomanyconn",
  "6": "contenterror",
  "7.25": "requireptr",
  "7.20": "authfailure",
  "7.23": "authfailure",
  "7.26": "authfailure",
  "7.27": "notaccept",
  "7": "securityerror",
};

/** Codes that say more than any wording after them. */
export const DECISIVE: Readonly<Record<string, BounceReason>> = {
  "1.6": "hasmoved",
  "1.8": "rejected",
  "2.2": "mailboxfull",
  "2.3": "exceedlimit",
  "3.4": "mesgtoobig",
  "3.5": "systemerror",
  "4.6": "networkerror",
  "4.7": "expired",
  "7.25": "requireptr",
  "7.26": "authfailure",
};

/** Reasons for which nothing more should be sent to the address. */
export const HARD: ReadonlySet<BounceReason> = new Set(["userunknown", "hostunknown", "hasmoved", "notaccept"]);
