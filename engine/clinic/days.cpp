// SPDX-License-Identifier: MIT
#include "clinic/days.h"

#include "base/error.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace clinic {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

int digits_in(std::string_view text)
{
    int number = -1;
    for (const char c : text)
        if (c < '0' || c > '9') return -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

year_month_day parts_of_day(Day day)
{
    return sys_days(days(day.since_epoch));
}

}  // namespace

Day day_in(std::string_view text)
{
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
        const int year = digits_in(text.substr(0, 4)), month = digits_in(text.substr(5, 2)),
                  day = digits_in(text.substr(8, 2));
        if (year >= 1900 && month > 0 && day > 0) {
            const year_month_day date{std::chrono::year(year),
                                      std::chrono::month(unsigned(month)),
                                      std::chrono::day(unsigned(day))};
            if (date.ok()) return {int(sys_days(date).time_since_epoch().count())};
        }
    }
    throw base::Error(fmt::format("\"{}\" is no day; write it as 2026-11-22.", text));
}

std::string text_of(Day day)
{
    const year_month_day date = parts_of_day(day);
    return fmt::format(
        "{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::string compact_text_of(Day day)
{
    const year_month_day date = parts_of_day(day);
    return fmt::format(
        "{:04}{:02}{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

}  // namespace clinic
