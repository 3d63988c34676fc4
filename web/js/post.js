// A POST as if a form had been sent: the page that answers is shown.
export function post(url, fields = {}) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";
  for (const [name, value] of Object.entries({ csrf, ...fields })) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
