// SPDX-License-Identifier: MIT
#include "session/visiting_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using session::OrderedPlace;
using testing::ElementsAre;

TEST(VisitingOrder, GoesFromTheHighestPointToTheNearestNext)
{
    const std::vector<OrderedPlace> line{
        {0, {0, 3, 0}}, {0, {0, 10, 0}}, {0, {0, 0, 0}}, {0, {0, 7, 0}}};
    EXPECT_THAT(session::visiting_order(line), ElementsAre(3, 1, 4, 2));
}

TEST(VisitingOrder, EndsAZoneBeforeTheNextAndEntersThatWhereItIsNear)
{
    const std::vector<OrderedPlace> two{
        {1, {20, 5, 0}}, {0, {0, 1, 0}}, {1, {4, 0, 0}}, {0, {1, 0, 0}}};
    EXPECT_THAT(session::visiting_order(two), ElementsAre(4, 1, 3, 2));
}

TEST(VisitingOrder, BreaksTiesByIndex)
{
    const std::vector<OrderedPlace> cross{
        {0, {0, 9, 0}}, {0, {0, 0, 5}}, {0, {0, 0, -5}}, {0, {5, 0, 0}}};
    EXPECT_EQ(session::visiting_order(cross)[1], 2u);
}

}  // namespace
