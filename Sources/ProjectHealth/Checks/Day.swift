// SPDX-License-Identifier: Apache-2.0
import Wire

/// Days as sentences and waivers write them.
enum Day {
    /// `2026-08-01`, in UTC.
    static func text(_ seconds: Int64) -> String { text(Instant(seconds: seconds)) }

    static func text(_ instant: Instant) -> String { String(instant.rfc3339.prefix(10)) }

    /// Whether a text is a day of the calendar in this form.
    static func isDay(_ text: String) -> Bool {
        text.utf8.count == 10 && Instant(rfc3339: text + "T00:00:00Z") != nil
    }
}
