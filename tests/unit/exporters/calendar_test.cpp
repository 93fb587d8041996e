// SPDX-License-Identifier: MIT
#include "exporters/calendar.h"

#include <gmock/gmock.h>

#include <sstream>

namespace {

using testing::HasSubstr;

TEST(Calendar, HasAnAllDayEventForEachVisitInFoldedLines)
{
    session::PlannedSeries series;
    for (int number = 1; number <= 3; ++number) {
        session::PlannedVisit visit;
        visit.number = number;
        visit.on = clinic::day_in("2026-12-31") + 7 * (number - 1);
        visit.aspirin_free_from = clinic::aspirin_free_from(visit.on);
        visit.review = clinic::review_at(number);
        visit.map.scan.sha256 = std::string(64, 'a');
        series.visits.push_back(visit);
    }
    const std::string text = exporters::calendar_of(series);
    EXPECT_THAT(text, HasSubstr("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
    EXPECT_THAT(text, HasSubstr("SUMMARY:Visit 3 of 3\r\n"));
    EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    EXPECT_TRUE(text.ends_with("END:VCALENDAR\r\n"));
    std::istringstream lines(text);
    std::string unfolded;
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 76u);  // 75 octets and the carriage return
        ASSERT_TRUE(line.ends_with('\r'));
        line.pop_back();
        unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
    }
    EXPECT_THAT(unfolded, HasSubstr("No aspirin or anti-inflammatory from 2026-12-24 on"));
    EXPECT_THAT(unfolded, HasSubstr("At this visit: review."));
}

}  // namespace
