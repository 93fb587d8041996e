// SPDX-License-Identifier: MIT
#include "texture_places.h"

#include "body.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

// A cylinder round an axis: the height along it from `low` to `high`, the angle from the front.
// Above its origin a dome may close it: there the way up the sphere counts, not the height.
struct Chart {
    Vec3 origin, axis;
    double low, high;
    Vec2 corner, size;   // its tile
    double dome_mm = 0;  // the sphere's radius; 0: no dome
};

constexpr double skull_mm = 100, half_pi = std::numbers::pi / 2;
const Chart bust = {
    head_place - Vec3(0, 0, 15), {0, 1, 0}, -275, skull_mm* half_pi, {0, 0}, {1, 1}, skull_mm};
const Chart head = {head_place - Vec3(0, 0, 15),
                    {0, 1, 0},
                    -140,
                    skull_mm* half_pi,
                    {0, 0.5},
                    {0.5, 0.5},
                    skull_mm};
const Chart trunk = {{0, 0, -15}, {0, 1, 0}, 700, 1420, {0.5, 0.5}, {0.5, 0.5}};
const Chart left_arm = {
    {156, 1302, -22}, glm::normalize(Vec3(0.566, -0.824, 0.05)), -80, 760, {0, 0}, {0.25, 0.5}};
const Chart left_leg = {{98, 0, -20}, {0, 1, 0}, -10, 830, {0.5, 0}, {0.25, 0.5}};

Chart mirrored_chart(Chart chart)
{
    chart.origin.x = -chart.origin.x;
    chart.axis.x = -chart.axis.x;
    chart.corner.x += 0.25;
    return chart;
}

Chart chart_at(const Vec3& p, Sheet sheet)
{
    if (sheet == Sheet::bust) return bust;
    const Vec3 left(std::abs(p.x), p.y, p.z);
    const bool right = p.x < 0.0;
    if (p.y - head_place.y > -125.0) return head;
    if (is_on_arm(left)) return right ? mirrored_chart(left_arm) : left_arm;
    if (p.y < 770.0) return right ? mirrored_chart(left_leg) : left_leg;
    return trunk;
}

// The inside of a nostril lies behind skin on its cylinder: its one colour is a patch of its own,
// in a corner that no chart reaches.
constexpr Vec2 nostril_corner(0.985, 0.985);
constexpr double nostril_patch = 0.01;

bool is_in_a_nostril(const Vec3& p)
{
    const Vec3 q = p - head_place;
    return q.y > -60.0 && nostril_at({std::abs(q.x), q.y, q.z}) > 0.5;
}

CornerPlaces nostril_places()
{
    return {nostril_corner,
            nostril_corner + Vec2(nostril_patch, 0),
            nostril_corner + Vec2(0, nostril_patch)};
}

// Turns round the chart's axis, 0 in front.
double turns(const Chart& chart, const Vec3& q)
{
    const Vec3 ahead = glm::normalize(Vec3(0, 0, 1) - chart.axis.z * chart.axis);
    const Vec3 aside = glm::cross(glm::abs(chart.axis.y) * Vec3(0, 1, 0), ahead);
    return std::atan2(glm::dot(q, aside), glm::dot(q, ahead)) / (2.0 * std::numbers::pi);
}

double way_up(const Chart& chart, const Vec3& q)
{
    const double height = glm::dot(q, chart.axis);
    if (chart.dome_mm == 0.0 || height <= 0.0) return height;
    return chart.dome_mm * std::atan2(height, glm::length(q - height * chart.axis));
}

CornerPlaces placed_in(const Chart& chart, const CornerPlaces& rolled)
{
    constexpr double margin = 0.06;  // a triangle on the cut reaches beyond the full turn
    CornerPlaces places;
    for (std::size_t i = 0; i < 3; ++i) {
        const Vec2 inside = glm::clamp(rolled[i], Vec2(-margin), Vec2(1.0 + margin));
        places[i] = chart.corner + chart.size * (inside + margin) / (1.0 + 2.0 * margin);
    }
    return places;
}

}  // namespace

std::vector<CornerPlaces>
texture_places(const Mesh& mesh, const std::function<Vec3(const Vec3&)>& canonical, Sheet sheet)
{
    std::vector<CornerPlaces> all;
    for (const Triangle& t : mesh.triangles) {
        std::array<Vec3, 3> corners;
        for (std::size_t i = 0; i < 3; ++i)
            corners[i] = canonical(mesh.positions[static_cast<std::size_t>(t[i])]);
        const Vec3 centre = (corners[0] + corners[1] + corners[2]) / 3.0;
        if (is_in_a_nostril(centre)) {
            all.push_back(nostril_places());
            continue;
        }
        const Chart chart = chart_at(centre, sheet);
        const double middle = turns(chart, centre - chart.origin);
        CornerPlaces rolled;
        for (std::size_t i = 0; i < 3; ++i) {
            const Vec3 q = corners[i] - chart.origin;
            const double turn = turns(chart, q);
            const double near = turn - std::round(turn - middle);  // the same side of the cut
            rolled[i] = {0.5 + near, (way_up(chart, q) - chart.low) / (chart.high - chart.low)};
        }
        all.push_back(placed_in(chart, rolled));
    }
    return all;
}
