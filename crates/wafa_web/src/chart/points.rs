//! Dots over two measures: predicted against observed.

use serde_json::json;
use wafa_text::reader::Reader;

use super::option::{Drawn, axis_format};
use super::{Card, Drawing, Format, Tone};

/// A chart of dots.
#[derive(Debug, Clone)]
pub struct Points {
    x_label: String,
    y_label: String,
    dots: Vec<(f64, f64)>,
    format: Format,
    diagonal: bool,
}

impl Points {
    pub(super) fn new(x_label: String, y_label: String) -> Self {
        Self { x_label, y_label, dots: Vec::new(), format: Format::Decimal(1), diagonal: false }
    }
    /// The dots, (x, y).
    #[must_use]
    pub fn dots(mut self, dots: Vec<(f64, f64)>) -> Self {
        self.dots = dots;
        self
    }
    /// How both measures are written.
    #[must_use]
    pub const fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }
    /// With the line on which both are equal.
    #[must_use]
    pub const fn diagonal(mut self) -> Self {
        self.diagonal = true;
        self
    }
    /// The card it stands in. `id` is unique on the page.
    #[must_use]
    pub fn card(self, id: impl Into<String>, title: impl Into<String>) -> Card {
        Card::new(Drawing::Points(self), id.into(), title.into())
    }

    pub(super) fn drawn(&self, reader: &Reader) -> Drawn {
        let dots: Vec<(f64, f64)> = self.dots.iter().copied().filter(|(x, y)| x.is_finite() && y.is_finite()).collect();
        let most = dots.iter().fold(0.0_f64, |most, (x, y)| most.max(*x).max(*y));
        let format = axis_format(self.format, reader);
        let mut series = vec![
            json!({ "type": "scatter", "name": self.y_label, "data": dots, "color": Tone::Accent.token(), "symbolSize": 10 }),
        ];
        if self.diagonal && most > 0.0 {
            let line = json!({ "type": "dashed", "width": 1.5 });
            series.push(json!({ "type": "line", "name": "", "data": [[0, 0], [most, most]], "color": Tone::Ink.token(), "showSymbol": false, "silent": true, "lineStyle": line }));
        }
        let texts: Vec<Option<String>> = dots
            .iter()
            .map(|(x, y)| Some(format!("{} ← {}", self.format.write(reader, *y), self.format.write(reader, *x))))
            .collect();
        let data = json!({
            "option": {
                "grid": { "top": 30, "bottom": 30, "left": 10, "right": 16, "containLabel": true },
                "xAxis": { "type": "value", "name": self.x_label, "nameLocation": "middle", "nameGap": 28, "wafaFormat": format },
                "yAxis": { "type": "value", "name": self.y_label },
                "series": series,
            },
            "format": format,
            "trigger": "item",
            "texts": [texts],
            "links": null,
        });
        let head = vec![self.x_label.clone(), self.y_label.clone()];
        let rows =
            dots.iter().map(|(x, y)| vec![self.format.write(reader, *x), self.format.write(reader, *y)]).collect();
        (data.to_string(), head, rows)
    }
}
