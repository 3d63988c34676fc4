//! Icons, drawn inline so that they take the colour of the text around them and need no request.

use std::collections::BTreeMap;
use std::sync::OnceLock;

const SPRITE: &str = include_str!("../../../../web/icons.svg");
/// Icons that point along the line and turn with the direction of the page.
const DIRECTED: &[&str] = &["next", "previous", "forward", "back", "logout", "return", "undo"];

/// The markup of an icon; `None` when there is none of that name.
pub(super) fn icon(name: &str) -> Option<&'static str> {
    static ICONS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    ICONS.get_or_init(|| SPRITE.lines().filter_map(parse).collect()).get(name).map(String::as_str)
}

/// One line of the sprite: `<symbol id="name" viewBox="…">shapes</symbol>`.
fn parse(line: &str) -> Option<(String, String)> {
    let rest = line.strip_prefix("<symbol id=\"")?;
    let (name, rest) = rest.split_once('"')?;
    let shapes = rest.split_once('>')?.1.strip_suffix("</symbol>")?;
    let turns = if DIRECTED.contains(&name) { " icon-flip" } else { "" };
    Some((
        name.to_owned(),
        format!(
            "<svg class=\"icon{turns}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">{shapes}</svg>"
        ),
    ))
}
