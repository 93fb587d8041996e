// SPDX-License-Identifier: MIT
// Are the reference people of human size? Distances between their landmarks, and girths of their
// meshes, lie within one standard deviation of published means of adult women.
#include "scans.h"

#include "base/file.h"
#include "geometry/import.h"

#include <glm/geometric.hpp>
#include <glm/vec3.hpp>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

namespace {

using Landmarks = std::map<std::string, glm::dvec3>;

Landmarks landmarks_of(const std::string& model)
{
    const auto file = nlohmann::json::parse(
        base::read_file(test::reference_model((model + ".landmarks.json").c_str())));
    Landmarks places;
    for (const auto& [name, p] : file["landmarks"].items())
        places[name] = {p[0], p[1], p[2]};
    return places;
}

struct Measure {
    const char* from;
    const char* to;
    double mean_mm;
    double deviation_mm;
};

// Women of 19 to 25 years: Farkas, "Anthropometry of the Head and Face", 1994, from memory, to be
// checked.
constexpr Measure head_measures[] = {
    {"glabella", "opisthocranion", 187.0, 6.0},
    {"left_euryon", "right_euryon", 144.4, 5.4},
    {"left_zygion", "right_zygion", 130.0, 4.6},
    {"left_gonion", "right_gonion", 91.1, 5.9},
    {"trichion", "nasion", 63.0, 6.0},
    {"nasion", "menton", 111.4, 4.8},
    {"nasion", "subnasale", 50.6, 3.1},
    {"subnasale", "menton", 64.3, 4.0},
    {"subnasale", "stomion", 20.1, 2.0},
    {"stomion", "menton", 43.4, 3.1},
    {"subnasale", "pronasale", 19.7, 1.6},
    {"left_alare", "right_alare", 31.4, 1.9},
    {"left_endocanthion", "right_endocanthion", 31.8, 2.3},
    {"left_exocanthion", "right_exocanthion", 87.8, 3.2},
    {"left_endocanthion", "left_exocanthion", 30.7, 1.2},
    {"left_cheilion", "right_cheilion", 50.2, 3.5},
    {"labrale_superius", "stomion", 8.7, 1.3},
    {"stomion", "labrale_inferius", 9.4, 1.5},
};

void expect_within_one_deviation(const char* what, double value, double mean, double deviation)
{
    EXPECT_LE(std::abs(value - mean), deviation)
        << what << " is " << value << " mm, the mean " << mean << " mm";
}

class HeadSizes : public testing::TestWithParam<const char*> {};

TEST_P(HeadSizes, AreWithinOneDeviationOfTheMean)
{
    const Landmarks at = landmarks_of(GetParam());
    for (const Measure& m : head_measures) {
        if (!at.contains(m.from) || !at.contains(m.to)) continue;  // the face has no occiput
        const double distance = glm::distance(at.at(m.from), at.at(m.to));
        const std::string what = std::string(m.from) + " to " + m.to;
        expect_within_one_deviation(what.c_str(), distance, m.mean_mm, m.deviation_mm);
    }
}

INSTANTIATE_TEST_SUITE_P(People,
                         HeadSizes,
                         testing::Values("face", "scalp", "body"),
                         [](const auto& instance) { return std::string(instance.param); });

// ---- The body: Gordon et al., "2012 Anthropometric Survey of U.S. Army Personnel" (ANSUR II),
// women, from memory, to be checked.

constexpr Measure body_breadths[] = {{"left_acromion", "right_acromion", 365.0, 18.3}};

struct Height {
    const char* landmark;
    double mean_mm;
    double deviation_mm;
};

constexpr Height body_heights[] = {{"vertex", 1628.5, 64.2},
                                   {"left_acromion", 1335.0, 57.5},
                                   {"suprasternale", 1332.0, 56.5},
                                   {"c7", 1394.0, 58.5},
                                   {"left_thelion", 1174.0, 54.5},
                                   {"navel", 981.0, 49.0},
                                   {"left_patella", 455.0, 26.0}};

struct Girth {
    const char* what;
    double height_mm;
    double least_x, most_x;  // which part of the body
    double mean_mm;
    double deviation_mm;
};

constexpr Girth body_girths[] = {{"bust girth", 1176, -185, 185, 947, 83},
                                 {"waist girth", 977, -200, 200, 860, 100},
                                 {"hip girth", 842, -250, 250, 1021, 76},
                                 {"thigh girth", 735, 0, 250, 615, 56},
                                 {"calf girth", 340, 0, 250, 370, 26},
                                 {"ankle girth", 110, 0, 250, 216, 13}};

double cross(glm::dvec2 o, glm::dvec2 a, glm::dvec2 b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// A tape measure spans hollows: the length of the convex hull (Andrew's monotone chain).
double tape_length(std::vector<glm::dvec2> points)
{
    std::ranges::sort(
        points, [](glm::dvec2 a, glm::dvec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    std::vector<glm::dvec2> hull;
    for (int side = 0; side < 2; ++side, std::ranges::reverse(points)) {
        const std::size_t base = hull.size();
        for (const glm::dvec2 p : points) {
            while (hull.size() >= base + 2 && cross(hull.end()[-2], hull.back(), p) <= 0)
                hull.pop_back();
            hull.push_back(p);
        }
        hull.pop_back();
    }
    double length = 0;
    for (std::size_t i = 0; i < hull.size(); ++i)
        length += glm::distance(hull[i], hull[(i + 1) % hull.size()]);
    return length;
}

double girth_of(const geometry::Mesh& mesh, const Girth& girth)
{
    std::vector<glm::dvec2> cut;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto corners = mesh.corners(geometry::TriangleId(t));
        for (std::size_t c = 0; c < 3; ++c) {
            const glm::dvec3 a = corners[c], b = corners[(c + 1) % 3];
            if ((a.y < girth.height_mm) == (b.y < girth.height_mm)) continue;
            const glm::dvec3 p = glm::mix(a, b, (girth.height_mm - a.y) / (b.y - a.y));
            if (p.x > girth.least_x && p.x < girth.most_x) cut.emplace_back(p.x, p.z);
        }
    }
    return tape_length(cut);
}

TEST(TapeMeasure, SpansHollowsAndKnowsACircle)
{
    EXPECT_DOUBLE_EQ(tape_length({{0, 0}, {4, 0}, {4, 4}, {2, 1}, {0, 4}}), 16);
    std::vector<glm::dvec2> circle;
    for (int i = 0; i < 360; ++i)
        circle.emplace_back(std::cos(i * std::numbers::pi / 180),
                            std::sin(i * std::numbers::pi / 180));
    EXPECT_NEAR(tape_length(circle), 2 * std::numbers::pi, 1e-3);
}

TEST(BodySizes, AreWithinOneDeviationOfTheMean)
{
    const Landmarks at = landmarks_of("body");
    for (const Measure& m : body_breadths)
        expect_within_one_deviation(
            m.from, glm::distance(at.at(m.from), at.at(m.to)), m.mean_mm, m.deviation_mm);
    for (const Height& h : body_heights)
        expect_within_one_deviation(h.landmark, at.at(h.landmark).y, h.mean_mm, h.deviation_mm);
    const geometry::Mesh mesh = geometry::import_mesh(test::reference_model("body.ply")).mesh;
    for (const Girth& g : body_girths)
        expect_within_one_deviation(g.what, girth_of(mesh, g), g.mean_mm, g.deviation_mm);
}

}  // namespace
