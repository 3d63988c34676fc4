//! Time zones: which day and which clock time a moment is for people in one place.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use wafa_kernel::{Day, Moment};

const DAY_MS: i64 = 86_400_000;

/// There is no time zone of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: no such time zone; a name of the IANA list is expected, such as Asia/Tehran")]
pub struct UnknownZone {
    /// The name that was asked for.
    pub name: String,
}

impl UnknownZone {
    /// The kind of refusal.
    #[must_use]
    pub const fn kind(&self) -> wafa_kernel::ErrorKind {
        wafa_kernel::ErrorKind::Invalid
    }
    /// The stable code, also the key of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "text.unknown_zone"
    }
}

/// A time zone of the IANA list, its rules built into the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    zone: TimeZone,
}

impl Zone {
    /// Finds a zone by its IANA name.
    ///
    /// # Errors
    /// [`UnknownZone`] when the list has no such name.
    pub fn load(iana: &str) -> Result<Self, UnknownZone> {
        let name = iana.trim();
        if name.eq_ignore_ascii_case("utc") {
            return Ok(Self::utc());
        }
        TimeZone::get(name).map(|zone| Self { zone }).map_err(|_| UnknownZone { name: name.to_owned() })
    }

    /// Universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self { zone: TimeZone::UTC }
    }

    /// The IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// The local calendar day of a moment.
    #[must_use]
    pub fn day_of(&self, moment: Moment) -> Day {
        Moment::from_ms(self.local_ms(moment)).utc_day()
    }

    /// When a day begins here: midnight, or the first moment after it where clocks skip midnight.
    #[must_use]
    pub fn start_of(&self, day: Day) -> Moment {
        self.moment(day, 0, 0, 0)
    }

    /// The moment of a clock time on a day. A time that clocks skip is read as the time just after the skip;
    /// a time that happens twice as its first occurrence. Hours, minutes and seconds beyond the clock are cut to it.
    #[must_use]
    pub fn moment(&self, day: Day, hour: u8, minute: u8, second: u8) -> Moment {
        let (hour, minute, second) = (hour.min(23), minute.min(59), second.min(59));
        let seconds = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second);
        let as_utc = day.utc_midnight().plus_ms(seconds * 1_000);
        if self.zone == TimeZone::UTC {
            return as_utc;
        }
        let local = civil_date(day).map(|date| -> DateTime {
            let clock = |value: u8| i8::try_from(value).unwrap_or(0);
            date.at(clock(hour), clock(minute), clock(second), 0)
        });
        local
            .and_then(|local| self.zone.to_timestamp(local).ok())
            .map_or(as_utc, |timestamp| Moment::from_ms(timestamp.as_millisecond()))
    }

    /// The local hour (0–23) and minute (0–59) of a moment.
    #[must_use]
    pub fn clock(&self, moment: Moment) -> (u8, u8) {
        let minutes = self.local_ms(moment).rem_euclid(DAY_MS) / 60_000;
        let part = |value: i64| u8::try_from(value).unwrap_or(0);
        (part(minutes / 60), part(minutes % 60))
    }

    /// The names people can choose from, sorted.
    #[must_use]
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
        names.sort();
        names
    }

    /// Milliseconds since 1970-01-01 00:00 on the local clock.
    fn local_ms(&self, moment: Moment) -> i64 {
        if self.zone == TimeZone::UTC {
            return moment.ms();
        }
        let offset = Timestamp::from_millisecond(moment.ms()).map_or(0, |at| self.zone.to_offset(at).seconds());
        moment.ms().saturating_add(i64::from(offset) * 1_000)
    }
}

fn civil_date(day: Day) -> Option<Date> {
    let (year, month, day) = day.ymd();
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests;
