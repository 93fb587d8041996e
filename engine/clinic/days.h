// SPDX-License-Identifier: MIT
// Days of the calendar, as visits, wash-out times and expiry dates need them: no clock, no zone.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace clinic {

struct Day {
    int since_epoch = 0;  // days since 1970-01-01

    friend auto operator<=>(const Day&, const Day&) = default;
    friend Day operator+(Day day, int days) { return {day.since_epoch + days}; }
    friend int operator-(Day later, Day earlier) { return later.since_epoch - earlier.since_epoch; }
};

/// "2026-11-22". Throws Error for a text that is no such day.
Day day_in(std::string_view text);
std::string text_of(Day day);
/// "20261122", as calendars write it.
std::string compact_text_of(Day day);

}  // namespace clinic
