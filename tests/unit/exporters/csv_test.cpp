// SPDX-License-Identifier: MIT
#include "exporters/csv.h"

#include "plans.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace {

TEST(Csv, HasAHeaderWithUnitsAndARowForEachPointInOrder)
{
    const session::SessionMap map = test::ball_map();
    std::istringstream csv(exporters::csv_of(map));
    std::string line;
    std::getline(csv, line);
    EXPECT_EQ(line.substr(0, 40), "order,id,zone,technique,x_mm,y_mm,z_mm,n");
    const auto columns = std::count(line.begin(), line.end(), ',');
    std::size_t rows = 0;
    while (std::getline(csv, line)) {
        EXPECT_EQ(line.substr(0, line.find(',')), std::to_string(++rows));
        EXPECT_EQ(std::count(line.begin(), line.end(), ','), columns);
    }
    EXPECT_EQ(rows, map.points.size());
}

TEST(Csv, QuotesNamesThatNeedIt)
{
    EXPECT_NE(exporters::csv_of(test::ball_map()).find(",\"left \"\"cheek\"\"\",skin_booster,"),
              std::string::npos);
}

}  // namespace
