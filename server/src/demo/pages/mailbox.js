const list = document.getElementById("mails");
const reading = document.getElementById("reading");
const filter = document.getElementById("filter");
let mails = [];
let openId;

const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const field = (name, label, value = "", type = "text") =>
  el("label", {}, label, el("input", { name, type, value, required: "" }));

function letter(values, answers) {
  const text = el("textarea", { name: "text", required: "", "aria-label": "Text" });
  const said = el("p", { class: "note", role: "status" });
  const form = el(
    "form",
    { class: "letter" },
    field("from", "From", values.from, "email"),
    field("to", "To", values.to),
    field("subject", "Subject", values.subject),
    text,
    el("button", { class: "button" }, "Send"),
    said,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = { ...Object.fromEntries(new FormData(form)), ...(answers === undefined ? {} : { answers }) };
    const answer = await fetch("/demo/mails", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    said.textContent = answer.ok ? "Sent." : `Not sent: ${(await answer.json()).title}`;
    if (answer.ok) text.value = "";
  });
  return form;
}

function show(mail) {
  openId = mail.id;
  const subject = /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`;
  reading.replaceChildren(
    el(
      "article",
      { class: "mail" },
      el("h2", {}, mail.subject),
      el("p", { class: "note" }, `${mail.from} → ${mail.to}, ${new Date(mail.at).toLocaleString()}`),
      el("pre", {}, mail.text),
    ),
    letter({ from: mail.to, to: mail.replyTo, subject }, mail.id),
  );
  draw();
}

function draw() {
  list.replaceChildren(
    ...mails.map((mail) => {
      const button = el(
        "button",
        { type: "button", "aria-pressed": String(mail.id === openId) },
        el("b", {}, mail.subject),
        el("small", {}, `${mail.to} · ${new Date(mail.at).toLocaleTimeString()}`),
      );
      button.addEventListener("click", () => show(mail));
      return el("li", {}, button);
    }),
  );
}

async function load() {
  const to = filter.value.trim().toLowerCase();
  const answer = await fetch(`/demo/mails?${new URLSearchParams({ to })}`);
  const { items } = await answer.json();
  if (JSON.stringify(items) === JSON.stringify(mails)) return;
  mails = items;
  draw();
}

filter.addEventListener("input", load);
document.getElementById("new").addEventListener("click", () => {
  openId = undefined;
  reading.replaceChildren(letter({ from: "", to: "kontakt@domowa.example", subject: "" }));
  draw();
});
await load();
setInterval(load, 2000);
