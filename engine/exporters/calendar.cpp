// SPDX-License-Identifier: MIT
#include "exporters/calendar.h"

#include <fmt/format.h>

#include <string_view>

namespace exporters {
namespace {

/// Commas, semicolons, backslashes and line breaks have a meaning of their own.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == ',' || c == ';' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// A content line, folded at 75 octets. Our texts are ASCII.
void add_line(std::string_view line, std::string& text)
{
    constexpr std::size_t longest = 75;
    std::size_t room = longest;
    while (line.size() > room) {
        text += std::string(line.substr(0, room)) + "\r\n ";
        line.remove_prefix(room);
        room = longest - 1;
    }
    text += std::string(line) + "\r\n";
}

std::string description_of(const session::PlannedVisit& visit)
{
    std::string text = fmt::format("{} points, {:g} mL. No aspirin or anti-inflammatory from {} on "
                                   "(the practitioner decides for prescribed drugs).",
                                   visit.map.points.size(),
                                   visit.map.totals.volume_ml,
                                   clinic::text_of(visit.aspirin_free_from));
    if (!visit.review.empty()) text += fmt::format(" At this visit: {}.", visit.review);
    return text;
}

}  // namespace

std::string calendar_of(const session::PlannedSeries& series)
{
    std::string text;
    const auto add = [&text](std::string_view line) { add_line(line, text); };
    add("BEGIN:VCALENDAR");
    add("VERSION:2.0");
    add(fmt::format("PRODID:-//mesomap//{}//EN", session::program_version()));
    for (const session::PlannedVisit& visit : series.visits) {
        const std::string day = clinic::compact_text_of(visit.on);
        add("BEGIN:VEVENT");
        add(fmt::format(
            "UID:{}-{}-{}@mesomap", visit.map.scan.sha256.substr(0, 16), visit.number, day));
        add(fmt::format("DTSTAMP:{}T000000Z", clinic::compact_text_of(series.visits.front().on)));
        add("DTSTART;VALUE=DATE:" + day);
        add("DTEND;VALUE=DATE:" + clinic::compact_text_of(visit.on + 1));
        add(fmt::format("SUMMARY:Visit {} of {}", visit.number, series.visits.size()));
        add("DESCRIPTION:" + escaped(description_of(visit)));
        add("END:VEVENT");
    }
    add("END:VCALENDAR");
    return text;
}

}  // namespace exporters
