// What every page starts. Each module listens on the document, so that fragments swapped in later need no care,
// except charts and tables, which are looked at again after every swap.
import * as chart from "./chart.js";
import * as copy from "./copy.js";
import * as datepicker from "./datepicker.js";
import * as dialog from "./dialog.js";
import * as digits from "./digits.js";
import * as form from "./form.js";
import * as imports from "./imports.js";
import * as palette from "./palette.js";
import * as table from "./table.js";
import * as theme from "./theme.js";
import * as toast from "./toast.js";

for (const part of [theme, form, copy, dialog, digits, table, palette, datepicker, toast, imports, chart]) part.start();

document.addEventListener("htmx:after:settle", () => {
  chart.refresh();
  table.refresh();
});
document.documentElement.dataset.ready = "yes";
