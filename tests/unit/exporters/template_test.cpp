// SPDX-License-Identifier: MIT
#include "exporters/template.h"

#include "plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

TEST(Template, HasThePointsInTheOrderOfWorkAndTheDoses)
{
    const session::SessionMap map = test::ball_map();
    const json made = json::parse(exporters::template_of(map));
    ASSERT_EQ(made["points"].size(), map.points.size());
    EXPECT_EQ(made["zones"][1]["points"], map.zones[1].points);
    EXPECT_EQ(made["points"][0]["volume_ml"], map.points[0].volume_ml);
}

TEST(Template, TurnsIntoThePatientsAxes)
{
    session::SessionMap map = test::ball_map();
    const json before = json::parse(exporters::template_of(map));
    map.patient = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
    const json after = json::parse(exporters::template_of(map));
    EXPECT_EQ(after["points"][3]["position_mm"][0], before["points"][3]["position_mm"][1]);
    EXPECT_EQ(after["points"][3]["position_mm"][2], before["points"][3]["position_mm"][0]);
}

TEST(Template, NamesNobody)
{
    session::SessionMap map = test::ball_map();
    map.zones[0].name = "Erika Mustermann's cheek";
    map.zones[0].sources.spacing = "asked for by Erika";
    map.scale_statement = "measured on Erika";
    map.approval = session::Approval{"Dr. Roe", {20000}, {20001}, std::string(32, 'c'), ""};
    map.landmarks.set("nasion", {{1.2345, 2, 3}});
    map.checks[0].message = "Erika";
    const std::string made = exporters::template_of(map);
    for (const char* telling :
         {"Erika", "Roe", "nasion", "1.2345", "aaaa", "cccc", "2024", "sha256", "seed", "strokes"})
        EXPECT_THAT(made, Not(HasSubstr(telling)));
}

}  // namespace
