//! E-mail addresses as keys: one spelling per mailbox.

use std::borrow::Cow;

use crate::fold;

/// Reads an address the way people paste it and returns its key: trimmed, without `mailto:`, angle brackets or
/// invisible marks, lower case on both sides of the `@`. `None` when it is not an address.
///
/// The check is for what mail systems accept in practice (RFC 5321 lengths, one `@`, a dotted domain), not for
/// the whole grammar of RFC 5322.
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    let visible: Cow<'_, str> = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold::digits(text).chars().filter(|c| !fold::is_invisible(*c)).collect())
    };
    let mut address = visible.trim();
    if let Some((_, inside)) = address.split_once('<') {
        address = inside.split_once('>')?.0.trim();
    }
    address = address.trim_matches(|c: char| matches!(c, '\'' | '"' | ',' | ';') || c.is_whitespace());
    if address.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:")) {
        address = address.get(7..)?;
    }
    let (local, domain) = address.split_once('@')?;
    (local_is_valid(local) && domain_is_valid(domain)).then(|| address.to_lowercase())
}

fn local_is_valid(local: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    !local.is_empty()
        && local.len() <= 64
        && local.chars().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn domain_is_valid(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(label)
        && domain
            .rsplit('.')
            .next()
            .is_some_and(|top| top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
