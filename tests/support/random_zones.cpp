// SPDX-License-Identifier: MIT
#include "random_zones.h"

#include "anatomy/scale.h"
#include "exact_geodesics.h"
#include "geometry/import.h"
#include "scans.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <utility>

namespace test {
namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;
using zones::Stroke;
using zones::StrokeMode;
using zones::ZoneField;

constexpr double anywhere = std::numeric_limits<double>::infinity();
constexpr double least_radius_mm = 3, most_radius_mm = 60;
constexpr double least_spacing_mm = 1, most_spacing_mm = 60;
constexpr double most_points = 150;

/// The standard's distributions differ from library to library; these do not.
class Dice {
public:
    explicit Dice(unsigned number)
        : engine_(number)
    {
    }
    double between(double low, double high)
    {
        return low + (high - low) * (double(engine_()) / 4294967296.0);
    }
    double log_between(double low, double high)
    {
        return std::exp(between(std::log(low), std::log(std::max(low, high))));
    }
    int up_to(int most) { return int(between(0, most + 1)); }
    bool chance(double p) { return between(0, 1) < p; }
    std::uint32_t any() { return std::uint32_t(engine_()); }

    glm::dvec3 within(double radius)
    {
        const double x = between(-1, 1), y = between(-1, 1), z = between(-1, 1);
        return radius * glm::dvec3(x, y, z) / std::numbers::sqrt3;
    }

private:
    std::mt19937 engine_;
};

SurfacePoint random_place(const Person& person, Dice& dice)
{
    const double area = dice.between(0, person.area_up_to_mm2.back());
    const auto at = std::ranges::lower_bound(person.area_up_to_mm2, area);
    const double x = dice.between(0, 1), y = dice.between(0, 1);
    const glm::dvec3 weights =
        x + y < 1 ? glm::dvec3(1 - x - y, x, y) : glm::dvec3(x + y - 1, 1 - x, 1 - y);
    return {TriangleId(std::size_t(at - person.area_up_to_mm2.begin())), weights};
}

/// What will be painted, before anything is.
struct Drawing {
    SurfacePoint centre;
    std::vector<std::vector<Stroke>> zones;
    Stroke edit;
    std::vector<double> spacings_mm;
    double steepness = 0;  // of the first zone's spacing, which grows by so much over its size
    glm::dvec3 uphill{0};  // the direction in which it grows
    double size_mm = 0;
    double inset_mm = 0;
    std::vector<glm::dvec3> pinned_mm;
    float max_edge_mm = 0;  // of the surface
    std::uint32_t seed = 1;
};

/// The spacing that varies is this many times the zone's own at the most.
double most_growth(const Drawing& drawing)
{
    return 1 + 2 * drawing.steepness;
}

class Drawer {
public:
    Drawer(const Person& person, unsigned number)
        : person_(person)
        , dice_(number)
    {
        drawing_.centre = random_place(person, dice_);
        centre_ = geometry::position(person.mesh, drawing_.centre);
    }

    Drawing draw()
    {
        size_mm_ = dice_.log_between(least_radius_mm, most_radius_mm);
        std::vector<Stroke> strokes{stroke_from(centre_, size_mm_, StrokeMode::add)};
        for (int more = dice_.up_to(3); more > 0; --more)
            strokes.push_back(another_stroke(1.3));
        drawing_.zones.push_back(strokes);
        if (dice_.chance(0.3)) add_neighbour();
        for (const std::vector<Stroke>& zone : drawing_.zones)
            drawing_.spacings_mm.push_back(spacing_for(zone));
        drawing_.edit = another_stroke(1.3);
        drawing_.size_mm = size_mm_;
        add_a_setting();
        drawing_.max_edge_mm = edge_for(size_mm_);
        drawing_.seed = dice_.any();
        return drawing_;
    }

private:
    glm::dvec3 skin_near(glm::dvec3 p, double within_mm)
    {
        const auto hit = person_.bvh.nearest(p + dice_.within(within_mm), anywhere);
        return geometry::position(person_.mesh, hit->place);
    }

    Stroke stroke_from(glm::dvec3 place, double radius_mm, StrokeMode mode)
    {
        Stroke stroke{mode, radius_mm, {place}};
        for (int more = dice_.up_to(2); more > 0; --more)
            stroke.path_mm.push_back(skin_near(stroke.path_mm.back(), radius_mm));
        return stroke;
    }

    Stroke another_stroke(double within_sizes)
    {
        const StrokeMode mode = dice_.chance(0.5) ? StrokeMode::add : StrokeMode::erase;
        const double radius_mm = dice_.log_between(least_radius_mm, size_mm_);
        return stroke_from(skin_near(centre_, within_sizes * size_mm_), radius_mm, mode);
    }

    /// A second zone, which takes its skin from the first.
    void add_neighbour()
    {
        Stroke taken = another_stroke(1);
        taken.mode = StrokeMode::erase;
        drawing_.zones[0].push_back(taken);
        taken.mode = StrokeMode::add;
        drawing_.zones.push_back({taken});
    }

    double spacing_for(const std::vector<Stroke>& strokes)
    {
        double area_mm2 = 0;
        for (const Stroke& stroke : strokes) {
            if (stroke.mode == StrokeMode::erase) continue;
            area_mm2 += std::numbers::pi * stroke.radius_mm * stroke.radius_mm;
            for (std::size_t i = 1; i < stroke.path_mm.size(); ++i)
                area_mm2 +=
                    2 * stroke.radius_mm * glm::distance(stroke.path_mm[i - 1], stroke.path_mm[i]);
        }
        // A maximal set has 0.7 points in a spacing squared; at one spacing squared it has one.
        // Half of the zones are crowded, since that is where promises break.
        const double least = std::max(least_spacing_mm, std::sqrt(0.7 * area_mm2 / most_points));
        const double most = dice_.chance(0.5) ? 2 * least : std::sqrt(area_mm2);
        return dice_.log_between(least, std::min(most, most_spacing_mm));
    }

    /// Four zones of ten have something special.
    void add_a_setting()
    {
        const int kind = dice_.up_to(9);
        if (kind == 0 || kind == 1) {
            drawing_.steepness = dice_.between(0.3, 1);
            drawing_.uphill = glm::normalize(dice_.within(1));
            drawing_.spacings_mm[0] =
                std::min(drawing_.spacings_mm[0], most_spacing_mm / most_growth(drawing_));
        } else if (kind == 2) {
            drawing_.inset_mm = dice_.between(0.1, std::min(size_mm_ / 2, 10.0));
        } else if (kind == 3) {
            for (int more = dice_.up_to(4); more >= 0; --more)
                drawing_.pinned_mm.push_back(skin_near(centre_, size_mm_));
        }
    }

    /// Refining large patches to the program's own edge length takes longer than all the rest, so
    /// only some are.
    float edge_for(double size_mm)
    {
        const float fine = geometry::SurfaceSettings().max_edge_mm;
        return dice_.chance(0.1) ? fine : std::max(fine, float(size_mm / 20));
    }

    const Person& person_;
    Dice dice_;
    Drawing drawing_;
    glm::dvec3 centre_{0};
    double size_mm_ = 0;  // radius of the first stroke
};

/// Over the first zone from once to most_growth times its spacing.
std::vector<float>
varying_spacings(const Drawing& drawing, const geometry::Surface& surface, glm::dvec3 centre)
{
    std::vector<float> spacings;
    if (drawing.steepness == 0) return spacings;
    for (const glm::vec3& p : surface.mesh.positions) {
        const double up = glm::dot(glm::dvec3(p) - centre, drawing.uphill) / drawing.size_mm;
        const double growth = 1 + drawing.steepness * std::clamp(1 + up, 0.0, 2.0);
        spacings.push_back(float(growth * drawing.spacings_mm[0]));
    }
    return spacings;
}

/// How far from the centre anything happens.
double extent_mm(const Drawing& drawing, glm::dvec3 centre)
{
    constexpr double rim_mm = 2;  // a stroke writes two edges past its radius
    double extent = 0;
    const auto include = [&](const Stroke& stroke) {
        for (const glm::dvec3 place : stroke.path_mm)
            extent = std::max(extent, glm::distance(place, centre) + stroke.radius_mm + rim_mm);
    };
    for (const auto& zone : drawing.zones)
        std::ranges::for_each(zone, include);
    include(drawing.edit);
    return extent + 1.01 * most_growth(drawing) * std::ranges::max(drawing.spacings_mm);
}

/// A place that is near in the air only, on skin that the patch does not hold, moves to the centre.
void keep_on(const geometry::Bvh& patch, glm::dvec3 centre, Stroke& stroke)
{
    for (glm::dvec3& place : stroke.path_mm)
        if (!patch.nearest(place, 0.1)) place = centre;
}

std::filesystem::path file_of(const char* real, const char* model)
{
    const std::filesystem::path scan = real ? real_scan(real) : std::filesystem::path();
    return scan.empty() ? reference_model(model) : scan;
}

std::string told(const Person& person, unsigned number, const Drawing& drawing)
{
    std::string spacings;
    for (const double spacing : drawing.spacings_mm)
        spacings += fmt::format("{}{:.3f}", spacings.empty() ? "" : " and ", spacing);
    std::string special;
    if (drawing.steepness > 0) special = fmt::format(" x 1 to {:.2f}", most_growth(drawing));
    if (drawing.inset_mm > 0) special = fmt::format(", inset {:.2f} mm", drawing.inset_mm);
    if (!drawing.pinned_mm.empty()) special = fmt::format(", {} pinned", drawing.pinned_mm.size());
    return fmt::format("zone {} on {} (spacing {} mm{}, size {:.1f} mm, seed {})",
                       number,
                       person.name,
                       spacings,
                       special,
                       drawing.size_mm,
                       drawing.seed);
}

void paint(Drawing& drawing, glm::dvec3 centre, RandomZones& made)
{
    const geometry::Surface& surface = made.ground->surface;
    const geometry::Bvh bvh(surface.mesh);
    for (auto& strokes : drawing.zones) {
        for (Stroke& stroke : strokes)
            keep_on(bvh, centre, stroke);
        made.before.push_back(zones::field_of(
            std::vector<zones::PaintStep>(strokes.begin(), strokes.end()), surface, bvh));
    }
    made.after = made.before;

    Stroke& edit = drawing.edit;
    keep_on(bvh, centre, edit);
    made.after[0].apply(edit, zones::reached_by(edit, surface, bvh));
    if (made.after.size() > 1 && edit.mode == StrokeMode::add) {
        edit.mode = StrokeMode::erase;  // what one zone takes the other loses
        made.after[1].apply(edit, zones::reached_by(edit, surface, bvh));
    }
    for (const glm::dvec3 place : drawing.pinned_mm)
        if (const auto hit = bvh.nearest(place, 0.1))
            made.pinned.push_back({0, geometry::on_scan(surface, hit->place)});
}

}  // namespace

Person::Person(const char* real, const char* model)
    : Person(file_of(real, model))
{
}

Person::Person(const std::filesystem::path& file)
    : name(file.filename().string())
    , mesh(anatomy::in_millimetres(geometry::import_mesh(file), std::nullopt).mesh)
    , topology(mesh)
    , bvh(mesh)
{
    double area_mm2 = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        area_up_to_mm2.push_back(area_mm2 += geometry::area_mm2(mesh, TriangleId(t)));
}

Ground::Ground(geometry::Mesh mesh, const geometry::SurfaceSettings& settings)
    : scan(std::move(mesh))
    , topology(scan)
    , surface(geometry::build_surface(scan, settings))
    , skin(scan, surface)
{
}

sampling::SampleRequest RandomZones::request(const std::vector<ZoneField>& fields) const
{
    sampling::SampleRequest request;
    request.skin = &ground->skin;
    request.seed = seed;
    request.pinned = pinned;
    for (std::size_t zone = 0; zone < fields.size(); ++zone) {
        request.zones.push_back({&fields[zone], spacings_mm[zone]});
        if (zone > 0) continue;
        request.zones[0].spacing_mm_at = varying_mm;
        request.zones[0].inset_mm = inset_mm;
    }
    return request;
}

double RandomZones::largest_spacing_mm() const
{
    double largest = std::ranges::max(spacings_mm);
    for (const float spacing : varying_mm)
        largest = std::max(largest, double(spacing));
    return largest;
}

RandomZones random_zones(const Person& person, unsigned number)
{
    Drawing drawing = Drawer(person, number).draw();
    const glm::dvec3 centre = geometry::position(person.mesh, drawing.centre);
    Patch patch =
        patch_around(person.mesh, person.topology, drawing.centre, extent_mm(drawing, centre));

    RandomZones made;
    made.name = told(person, number, drawing);
    made.ground = std::make_unique<const Ground>(std::move(patch.mesh),
                                                 geometry::SurfaceSettings{drawing.max_edge_mm});
    made.seed = drawing.seed;
    made.spacings_mm = drawing.spacings_mm;
    made.varying_mm = varying_spacings(drawing, made.ground->surface, centre);
    made.inset_mm = drawing.inset_mm;
    paint(drawing, centre, made);
    return made;
}

}  // namespace test
