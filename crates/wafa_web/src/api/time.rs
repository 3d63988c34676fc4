//! Moments in the API: RFC 3339 in and out, UTC out.

use wafa_kernel::{Day, Moment};

/// The moment of an RFC 3339 text with an offset, to the millisecond.
#[must_use]
pub fn parse(text: &str) -> Option<Moment> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let day: Day = date.parse().ok()?;
    let rest = rest.strip_prefix(['T', 't'])?;
    let clock = rest.get(..8)?;
    let mut parts = clock.split(':').map(two_digits);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let tail = rest.get(8..)?;
    let (fraction_ms, zone) = fraction(tail)?;
    let offset_min = offset(zone)?;
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let ms = i64::from(day.number()) * 86_400_000 + (hour * 3600 + minute * 60 + second) * 1000 + fraction_ms
        - offset_min * 60_000;
    Some(Moment::from_ms(ms))
}

fn two_digits(part: &str) -> Option<i64> {
    (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

fn fraction(tail: &str) -> Option<(i64, &str)> {
    let Some(rest) = tail.strip_prefix('.') else { return Some((0, tail)) };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let zone = rest.get(digits.len()..)?;
    let thousandths: String = digits.chars().chain("000".chars()).take(3).collect();
    if digits.is_empty() { None } else { Some((thousandths.parse().ok()?, zone)) }
}

fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let sign = if zone.starts_with('+') {
        1
    } else if zone.starts_with('-') {
        -1
    } else {
        return None;
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
}

/// RFC 3339 in UTC, to the millisecond.
#[must_use]
pub fn write(moment: Moment) -> String {
    let of_day = moment.ms().rem_euclid(86_400_000);
    let (hour, minute) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let (second, ms) = (of_day / 1000 % 60, of_day % 1000);
    format!("{}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z", moment.utc_day())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn moments_are_read_and_written() {
        let cases = [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T03:30:00.5+03:30", 500),
            ("1969-12-31T19:00:00-05:00", 0),
            ("2026-03-21T00:00:00.123456Z", 1_774_051_200_123),
        ];
        for (text, ms) in cases {
            assert_eq!(parse(text).unwrap().ms(), ms, "{text}");
        }
        assert_eq!(write(Moment::from_ms(1_774_051_200_123)), "2026-03-21T00:00:00.123Z");
        for wrong in [
            "2026-03-21",
            "2026-03-21T00:00:00",
            "2026-03-21 00:00:00Z",
            "2026-13-21T00:00:00Z",
            "2026-03-21T24:00:00Z",
            "",
            "۲۰۲۶-۰۳-۲۱T00:00:00Z",
        ] {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }
}
