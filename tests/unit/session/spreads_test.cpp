// SPDX-License-Identifier: MIT
// Spreads that follow points while they come and go, against spreads made at once.
#include "session/spreads.h"

#include "shapes.h"
#include "zone_shapes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace {

using namespace session;
using geometry::SurfacePoint;

class SpreadsOnABall : public testing::Test {
protected:
    SpreadWish somewhere()
    {
        std::uniform_int_distribution<std::size_t> triangle(0, ball.triangles.size() - 1);
        std::uniform_real_distribution<double> share(0, 1);
        double a = share(random), b = share(random);
        if (a + b > 1) a = 1 - a, b = 1 - b;
        return {{geometry::TriangleId(triangle(random)), {1 - a - b, a, b}}, 5};
    }

    /// What was seen of each wish: the points that are still wished, and the vertices.
    using Seen = std::vector<std::pair<std::map<std::string, double>, std::map<unsigned, double>>>;
    static void note(const Spread& spread, const std::set<std::string>& there, Seen& seen)
    {
        auto& [points, vertices] = seen.emplace_back();
        for (const auto& [place, mm] : spread.points)
            if (there.contains(name_of(place))) points[name_of(place)] = mm;
        for (const auto& [vertex, mm] : spread.vertices)
            vertices[vertex] = mm;
    }
    static std::string name_of(const SurfacePoint& place)
    {
        return std::to_string(place.triangle.value) + " " + std::to_string(place.weights.x) + " " +
               std::to_string(place.weights.y);
    }

    Seen followed(const std::vector<SpreadWish>& wishes)
    {
        kept_addresses.clear();
        Seen seen;
        follower.follow(wishes,
                        [&](std::size_t, const Spread& spread) {
                            kept_addresses.push_back(&spread);
                            note(spread, names_of(wishes), seen);
                        },
                        {});
        return seen;
    }
    Seen made_at_once(const std::vector<SpreadWish>& wishes) const
    {
        Seen seen;
        Spreads(ball, topology, surface)
            .make(wishes,
                  [&](std::size_t, const Spread& spread) { note(spread, names_of(wishes), seen); },
                  {});
        return seen;
    }
    static std::set<std::string> names_of(const std::vector<SpreadWish>& wishes)
    {
        std::set<std::string> names;
        for (const SpreadWish& wish : wishes)
            names.insert(name_of(wish.place));
        return names;
    }

    std::mt19937 random{5};
    geometry::Mesh ball = test::sphere(30, 4);
    geometry::Topology topology{ball};
    geometry::Surface surface = test::unrefined(ball);
    Spreads follower{ball, topology, surface};
    std::vector<const Spread*> kept_addresses;
};

TEST_F(SpreadsOnABall, AreToTheLastBitWhatTheyWouldBeMadeAtOnce)
{
    std::vector<SpreadWish> wishes;
    for (int i = 0; i < 400; ++i)
        wishes.push_back(somewhere());
    ASSERT_EQ(followed(wishes), made_at_once(wishes));
    for (int edit = 0; edit < 20; ++edit) {
        for (int i = 0; i < 3; ++i)
            wishes[random() % wishes.size()] = somewhere();
        wishes.erase(wishes.begin() + std::ptrdiff_t(random() % wishes.size()));
        wishes[random() % wishes.size()].radius_mm = 3 + edit % 4;
        wishes.push_back(wishes[random() % wishes.size()]);  // two at one place
        std::ranges::shuffle(wishes, random);
        ASSERT_EQ(followed(wishes), made_at_once(wishes)) << "after edit " << edit;
    }
}

TEST_F(SpreadsOnABall, AreKeptWhereNothingNewCameNear)
{
    std::vector<SpreadWish> wishes;
    for (int i = 0; i < 400; ++i)
        wishes.push_back(somewhere());
    followed(wishes);
    const auto before = kept_addresses;
    wishes.back() = somewhere();
    followed(wishes);
    const auto same = std::ranges::count_if(kept_addresses, [&](const Spread* one) {
        return std::ranges::find(before, one) != before.end();
    });
    EXPECT_GT(same, 380);
    EXPECT_LT(same, 400);
}

}  // namespace
