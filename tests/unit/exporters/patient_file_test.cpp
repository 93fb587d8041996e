// SPDX-License-Identifier: MIT
// The page's structure. What it looks like and whether it can be tapped was tried in a browser.
#include "exporters/patient_file.h"

#include "plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <regex>

namespace exporters {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page(const geometry::Scan& scan,
                 SkinColours colours = SkinColours::plain,
                 const std::string& name = {},
                 const session::SessionMap& map = test::ball_map())
{
    const session::VerifiedSkin skin(map, scan);
    const PatientPicture picture{"From the front", "png bytes"};
    return patient_file_of(
        {skin, std::string(64, 'b'), name, colours, {&picture, 1}, "/* viewer */"});
}

nlohmann::json plan_in(const std::string& html)
{
    const std::string before = "<script type=\"application/json\" id=\"plan\">";
    const std::size_t start = html.find(before) + before.size();
    return nlohmann::json::parse(html.substr(start, html.find("</script>", start) - start));
}

TEST(PatientFile, TellsEachZoneAndItsInjectionsInPlainWords)
{
    const std::string html = page(*test::ball_scan());
    const session::SessionMap map = test::ball_map();
    EXPECT_THAT(html, HasSubstr("<b>left &quot;cheek&quot;</b>"));
    EXPECT_THAT(html, HasSubstr("<b>forehead</b>"));
    for (const session::MapZone& zone : map.zones)
        EXPECT_THAT(html, HasSubstr(std::to_string(zone.points) + " tiny injections"));
    EXPECT_THAT(html, HasSubstr("no aspirin"));
    EXPECT_THAT(html, HasSubstr("No sport, no sauna"));
    EXPECT_THAT(html, HasSubstr("call the emergency number at once"));
    EXPECT_THAT(html, HasSubstr("/* viewer */"));
    EXPECT_THAT(html, Not(testing::ContainsRegex("@[a-z_]+@")));
}

TEST(PatientFile, LoadsNothingFromOutside)
{
    const std::string html = page(*test::ball_scan());
    EXPECT_THAT(html, HasSubstr("default-src 'none'; img-src data:;"));
    const std::regex source(R"((src|href)=\"([^\"]*)\")");
    for (std::sregex_iterator it(html.begin(), html.end(), source), end; it != end; ++it)
        EXPECT_TRUE((*it)[2].str().starts_with("data:")) << (*it)[0];
    EXPECT_THAT(html, Not(HasSubstr("@import")));
    EXPECT_THAT(html, Not(HasSubstr("url(")));
}

TEST(PatientFile, HasANameAndTheSkinsColoursOnlyIfAskedFor)
{
    geometry::Scan scan = *test::ball_scan();
    scan.mesh.colours.assign(scan.mesh.positions.size(), {200, 150, 120});
    const std::string plain = page(scan);
    EXPECT_THAT(plain, Not(HasSubstr("class=\"for\"")));
    EXPECT_FALSE(plan_in(plain)["mesh"].contains("colours"));
    const std::string named = page(scan, SkinColours::own, "Ann <b> & Co");
    EXPECT_THAT(named, HasSubstr("For Ann &lt;b&gt; &amp; Co</p>"));
    EXPECT_TRUE(plan_in(named)["mesh"].contains("colours"));
}

TEST(PatientFile, IsNotBrokenOpenByAZonesName)
{
    session::SessionMap map = test::ball_map();
    map.zones[1].name = "</script><script>alert(1)</script>@viewer@";
    const std::string html = page(*test::ball_scan(), SkinColours::plain, {}, map);
    EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
    EXPECT_EQ(plan_in(html)["zones"][1]["name"], map.zones[1].name);
}

TEST(PatientFile, IsTheSameEachTimeAndSmall)
{
    const std::string html = page(*test::ball_scan());
    EXPECT_EQ(page(*test::ball_scan()), html);
    EXPECT_LT(html.size(), 1'500'000u);  // pictures and viewer come on top
}

TEST(Base64, IsThatOfItsStandard)
{
    // RFC 4648, section 10.
    EXPECT_EQ(base64_of(""), "");
    EXPECT_EQ(base64_of("f"), "Zg==");
    EXPECT_EQ(base64_of("fo"), "Zm8=");
    EXPECT_EQ(base64_of("foo"), "Zm9v");
    EXPECT_EQ(base64_of("foobar"), "Zm9vYmFy");
}

}  // namespace
}  // namespace exporters
