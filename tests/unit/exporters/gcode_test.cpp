// SPDX-License-Identifier: MIT
// The program is read back by an interpreter of its own, which knows modes, units and axes and
// nothing of how the text was made. It stops at the skin that it is given, as a probe would.
#include "exporters/gcode.h"

#include "base/error.h"
#include "shapes.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>
#include <random>
#include <sstream>

namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr double ball_mm = 60;

/// Where the needle was when the pump ran, and for how long.
struct Shot {
    glm::dvec3 touched_mm, tip_mm, direction;
    double seconds;
};

class Gantry {
public:
    void run(const std::string& program)
    {
        std::istringstream lines(program);
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("(")) continue;
            std::istringstream words(line);
            std::map<char, double> values;
            for (std::string word; words >> word;) {
                const double value = std::stod(word.substr(1));
                if (word[0] == 'G')
                    set_mode(value);
                else if (word[0] == 'M')
                    output_ = value;
                else
                    values[word[0]] = value;
            }
            move(values);
        }
    }

    std::vector<Shot> shots;
    double lowest_rapid_mm = 1e9;  // from the middle of the ball
    std::vector<double> feeds;
    bool ended = false;

private:
    void set_mode(double g)
    {
        if (g == 90 || g == 91)
            relative_ = g == 91;
        else if (g == 21)
            millimetres_ = true;
        else if (g == 0 || g == 1 || g == 4 || g == 38.2)
            motion_ = g;
    }
    void move(const std::map<char, double>& values)
    {
        if (output_ == 64) pump_ = true;
        if (output_ == 65) pump_ = false;
        if (output_ == 2) ended = true;
        output_ = 0;
        if (values.contains('F')) feeds.push_back(values.at('F'));
        if (motion_ == 4 && values.contains('P') && pump_)
            shots.push_back({touched_, tip_, direction(), values.at('P')});
        if (values.contains('A')) a_ = values.at('A');
        if (values.contains('B')) b_ = values.at('B');
        if (!values.contains('X')) return;
        ASSERT_TRUE(millimetres_);
        const glm::dvec3 read{values.at('X'), values.at('Y'), values.at('Z')};
        const glm::dvec3 to = relative_ ? tip_ + read : read;
        if (motion_ == 0 && started_)
            for (double share = 0; share <= 1; share += 0.02)
                lowest_rapid_mm = std::min(lowest_rapid_mm, glm::length(glm::mix(tip_, to, share)));
        tip_ = to;
        started_ = true;
        if (motion_ == 38.2) touch(to);
    }
    /// The skin is where the map has it: on the ball, along the needle.
    void touch(glm::dvec3 deepest)
    {
        const glm::dvec3 d = direction();
        const double along = glm::dot(deepest, d);
        const double squared = glm::dot(deepest, deepest);
        tip_ = deepest - d * (along + std::sqrt(along * along - squared + ball_mm * ball_mm));
        touched_ = tip_;
    }
    glm::dvec3 direction() const
    {
        const double a = a_ * std::numbers::pi / 180, b = b_ * std::numbers::pi / 180;
        const glm::dvec3 d{0, std::sin(a), -std::cos(a)};
        return {d.x * std::cos(b) + d.z * std::sin(b), d.y, d.z * std::cos(b) - d.x * std::sin(b)};
    }

    bool relative_ = false, millimetres_ = false, pump_ = false, started_ = false;
    double motion_ = -1, output_ = 0, a_ = 0, b_ = 0;
    glm::dvec3 tip_{0}, touched_{0};
};

struct Session {
    geometry::Mesh ball = test::sphere(float(ball_mm), 4);
    geometry::Bvh bvh{ball};
    session::SessionMap map;
    session::DryRun run;

    explicit Session(double spread)
    {
        std::mt19937 random(5);
        const auto drawn = [&] { return double(random() >> 8) / double(1 << 24) * 2 - 1; };
        map.scan.sha256 = std::string(64, 'b');
        map.zones.resize(1);
        map.zones[0].name = "cheek (left)";
        for (std::uint32_t i = 0; i < 60; ++i) {
            session::MapPoint point;
            point.id = point.order = i + 1;
            point.normal = glm::normalize(glm::dvec3(spread * drawn(), spread * drawn(), 1));
            point.position_mm = ball_mm * point.normal;
            point.direction =
                glm::normalize(-point.normal + 0.3 * glm::dvec3(drawn(), drawn(), drawn()));
            point.depth_mm = 1.5;
            point.inserted_mm = 2;
            point.volume_ml = 0.02 + 0.0001 * i;
            map.points.push_back(point);
        }
        for (const session::MapPoint& point : map.points)
            run.points.emplace_back().point = &point;
    }
    std::string program() const
    {
        return exporters::gcode_of(
            {map, std::string(64, 'c'), ball, bvh, clinic::injector("arm"), run});
    }
};

TEST(Gcode, PutsEachPointWhereTheMapHasItToAHundredthOfAMillimetre)
{
    const Session session(0.8);
    Gantry gantry;
    gantry.run(session.program());
    EXPECT_TRUE(gantry.ended);
    ASSERT_EQ(gantry.shots.size(), session.map.points.size());
    double worst_mm = 0;
    for (std::size_t i = 0; i < gantry.shots.size(); ++i) {
        const Shot& shot = gantry.shots[i];
        const session::MapPoint& point = session.map.points[i];
        const glm::dvec3 wanted = point.position_mm + point.direction * point.inserted_mm;
        worst_mm = std::max({worst_mm,
                             glm::distance(shot.touched_mm, point.position_mm),
                             glm::distance(shot.tip_mm, wanted)});
        EXPECT_LT(glm::distance(shot.direction, point.direction), 5e-6);
        EXPECT_NEAR(shot.seconds, point.volume_ml / 0.05, 1e-4);
    }
    EXPECT_LT(worst_mm, 0.01);
    RecordProperty("worst_mm", std::to_string(worst_mm));
}

TEST(Gcode, MovesFastOnlyAboveTheSkin)
{
    const Session session(0.8);
    Gantry gantry;
    gantry.run(session.program());
    EXPECT_GT(gantry.lowest_rapid_mm, ball_mm + 15);
    for (const double feed : gantry.feeds)
        EXPECT_LE(feed, 600);
}

TEST(Gcode, SaysThatItIsForSimulationAndStatesItsModesFirst)
{
    const std::string program = Session(0.8).program();
    EXPECT_THAT(program, StartsWith("(SIMULATION - NOT FOR USE ON PEOPLE)\n"));
    EXPECT_LT(program.find("G21 G17 G90 G94"), program.find("G0 "));
    EXPECT_THAT(program, HasSubstr("zone cheek _left_)\n"));
    EXPECT_THAT(program, HasSubstr("(END 60 points)\nM2\n"));
    std::istringstream lines(program);
    for (std::string line; std::getline(lines, line);)
        EXPECT_LT(line.size(), 256u);
}

TEST(Gcode, SaysWhoAnswersForAnApprovedMap)
{
    Session session(0.8);
    session.map.approval = {"Dr. Ann Roe",
                            clinic::day_in("2026-11-22"),
                            clinic::day_in("2026-12-31"),
                            std::string(32, 'd'),
                            std::string(64, 'e')};
    EXPECT_THAT(session.program(), StartsWith("(SIMULATION")) << "nobody signed it";
    session.map.signature = session::Signature{std::string(64, '1'), std::string(128, '2')};
    EXPECT_THAT(session.program(),
                StartsWith("(approved by Dr. Ann Roe, for one use until 2026-12-31, use id dddd"));
}

TEST(Gcode, LeavesOutAndNamesWhatFacesAwayOrIsNotReached)
{
    Session session(0.5);
    session::MapPoint& behind = session.map.points[7];
    behind.position_mm = {0, 0, -ball_mm};
    behind.normal = {0, 0, -1};
    behind.direction = {0, 0, 1};
    session.run.points[9].broken_limit = "it is too deep";
    const std::string program = session.program();
    EXPECT_THAT(program, HasSubstr("(points: 58 of 60)\n"));
    EXPECT_THAT(program, HasSubstr("(left out: point 8 id 8: It faces away from the gantry.)\n"));
    EXPECT_THAT(program, HasSubstr("(left out: point 10 id 10: Over a limit: it is too deep.)\n"));
    Gantry gantry;
    gantry.run(program);
    EXPECT_EQ(gantry.shots.size(), 58u);

    for (session::DryPoint& dry : session.run.points)
        dry.broken_limit = "it is too deep";
    EXPECT_THROW(session.program(), base::Error);
}

// What a gantry does not reach from where it stands, it reaches once the patient has turned.
TEST(Gcode, SaysWhatToDoWherePointsLieOnBothSidesOfAHead)
{
    Session session(0.5);
    for (std::size_t i = 0; i < session.map.points.size(); ++i) {
        session::MapPoint& point = session.map.points[i];
        point.normal = glm::normalize(glm::dvec3(i % 2 == 0 ? 1 : -1, 0, 0.03));
        point.direction = -point.normal;
        point.position_mm = ball_mm * point.normal;
    }
    try {
        session.program();
        FAIL() << "a gantry has no two sides";
    } catch (const base::Error& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("all 60 points face away"));
        EXPECT_THAT(refused.what(), HasSubstr("Plan each side by itself, and turn the patient"));
    }
}

}  // namespace
