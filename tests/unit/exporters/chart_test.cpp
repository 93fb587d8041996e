// SPDX-License-Identifier: MIT
// The chart, read back by programs that are not ours: qpdf and poppler.
#include "exporters/chart.h"

#include "base/file.h"
#include "plans.h"
#include "program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>

namespace exporters {
namespace {

using testing::HasSubstr;

struct Printed {
    int exit_code = -1;
    std::string text;
};

Printed run(const std::string& line)
{
    Printed printed;
    std::FILE* pipe = ::popen((line + " 2>&1").c_str(), "r");
    std::array<char, 4096> part{};
    while (const std::size_t read = std::fread(part.data(), 1, part.size(), pipe))
        printed.text.append(part.data(), read);
    printed.exit_code = ::pclose(pipe);
    return printed;
}

std::string chart_of_ball(PaperSize size = a4, const session::SessionMap& map = test::ball_map())
{
    const std::vector<std::uint8_t> pixels(60 * 40 * 4, 200);
    const std::vector<ChartView> views(3, {"Front", {60, 40, pixels}});
    const std::vector<Ink> colours(map.zones.size(), Ink{0.1, 0.4, 0.7});
    return chart_of({map, std::string(64, 'c'), views, colours}, size);
}

class ChartFile : public testing::Test {
protected:
    std::filesystem::path folder = test::fresh_folder("chart");
    std::filesystem::path file = folder / "chart.pdf";

    void SetUp() override
    {
        if (run("qpdf --version").exit_code != 0 || run("pdftotext -v").exit_code != 0)
            GTEST_SKIP() << "qpdf and poppler-utils are not installed";
        base::write_file(file, chart_of_ball());
    }
    std::string text_of_pages(int first, int last) const
    {
        return run(fmt::format("pdftotext -layout -f {} -l {} {} -", first, last, file.string()))
            .text;
    }
};

TEST_F(ChartFile, IsAWholePdf)
{
    const Printed checked = run("qpdf --check " + file.string());
    EXPECT_EQ(checked.exit_code, 0) << checked.text;
}

TEST_F(ChartFile, HasTheTotalsAndEachZoneOnItsFirstPage)
{
    const session::SessionMap map = test::ball_map();
    const std::string page = text_of_pages(1, 1);
    EXPECT_THAT(page, HasSubstr(fmt::format("{} injections in", map.totals.points)));
    for (const session::MapZone& zone : map.zones)
        EXPECT_THAT(page, HasSubstr(zone.name));
    EXPECT_THAT(page, HasSubstr("Approved by"));
    EXPECT_THAT(page, HasSubstr("Batch"));
}

TEST_F(ChartFile, SaysWhetherSomebodyAnswersForTheMap)
{
    EXPECT_THAT(text_of_pages(1, 1), HasSubstr("DRAFT, not approved"));
    session::SessionMap map = test::ball_map();
    map.approval = {
        "Ann Other", clinic::day_in("2026-11-20"), clinic::day_in("2026-12-01"), "0", "0"};
    base::write_file(file, chart_of_ball(a4, map));
    EXPECT_THAT(text_of_pages(1, 1), HasSubstr("DRAFT, not approved")) << "it is not signed";
    map.signature = session::Signature{std::string(64, 'a'), std::string(128, 'b')};
    base::write_file(file, chart_of_ball(a4, map));
    const std::string page = text_of_pages(1, 1);
    EXPECT_THAT(page, HasSubstr("Approved by Ann Other on 2026-11-20, for use until 2026-12-01"));
    EXPECT_THAT(page, testing::Not(HasSubstr("DRAFT")));
}

TEST_F(ChartFile, ListsEachPointOnceAndEachCheckThatIsNotKept)
{
    const session::SessionMap map = test::ball_map();
    const std::string later = text_of_pages(2, 99);
    for (const session::MapPoint& point : map.points)
        EXPECT_THAT(later,
                    testing::ContainsRegex(
                        fmt::format("(^|[^0-9.]){} +{:.2f}", point.order, point.depth_mm)));
    for (const session::Check& check : map.checks)
        if (check.result != session::CheckResult::pass) {
            EXPECT_THAT(later, HasSubstr(session::sentence_in_zone(check).substr(0, 30)));
        }
}

TEST_F(ChartFile, NamesEachSourceOnceUnderTheNumberThatChecksGive)
{
    session::SessionMap map = test::ball_map();
    const auto check = [](const char* zone, const char* words, const char* source) {
        session::Check made;
        made.zone = zone;
        made.result = session::CheckResult::warn;
        made.message = words;
        made.source = source;
        return made;
    };
    const std::string zone = map.zones[1].name;
    map.checks = {check(zone.c_str(), "The second.", "Book of one"),
                  check("", "Of all zones.", "Book of all"),
                  check("nobody's", "Of a zone that is not.", "Book of one")};
    base::write_file(file, chart_of_ball(a4, map));
    const std::string text = text_of_pages(1, 99);
    const auto page = text.find("Checks to look at");
    ASSERT_NE(page, std::string::npos);
    const auto at = [&](const std::string& words) {
        const auto found = text.find(words, page);
        EXPECT_NE(found, std::string::npos) << words;
        EXPECT_EQ(text.find(words, found + 1), std::string::npos) << words << " is there twice";
        return found;
    };
    EXPECT_LT(at("Of all zones. [1]"), at("Of a zone that is not. [2]"));
    EXPECT_LT(at("Of a zone that is not. [2]"), at(zone));
    EXPECT_LT(at(zone), at("The second. [2]"));
    EXPECT_LT(at("The second. [2]"), at("Book of all"));
    EXPECT_LT(at("Book of all"), at("Book of one"));
}

TEST(Chart, IsTheSameBytesForTheSameMapAndFitsItsPaper)
{
    EXPECT_EQ(chart_of_ball(), chart_of_ball());
    EXPECT_THAT(chart_of_ball(letter), HasSubstr("612"));  // points, of 8.5 inches
}

}  // namespace
}  // namespace exporters
