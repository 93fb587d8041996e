// SPDX-License-Identifier: MIT
// A window is a bundle of straight paths: triangles unfolded into one plane, the source a point in
// it, and the stretch of an edge that the paths go through. Windows are carried from triangle to
// triangle, nearest first. Where the skin has more than a full turn of angle around a vertex, or
// ends, a path may bend there: the vertex becomes a source of its own, and sends windows into just
// that shadow which no straight path enters.
#include "geometry/skin_distance.h"

#include "base/error.h"
#include "base/zeroed_array.h"
#include "geometry/fans.h"
#include "geometry/geodesic_window.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <functional>
#include <limits>
#include <numbers>
#include <vector>

namespace geometry {
namespace {

using Window = GeodesicWindow;
using std::numbers::pi;

constexpr double infinity = std::numeric_limits<double>::infinity();
// What rounding may do to lengths of some 100 mm. Discarding needs a difference above it, so that
// a window is never lost to a path that only rounding made shorter.
constexpr double slack_mm = 1e-10;
constexpr double slack_rad = 1e-11;
// A vertex with less angle above a full turn casts no shadow that could be seen.
constexpr double least_excess_rad = 1e-10;

/// The shortest path found to a vertex, and from which direction it came, as an angle in the fan.
struct Arrival {
    std::uint32_t stamp = 0;
    double distance_mm = infinity;
    double back_angle = 0;
};

/// What the last spread left at a half-edge.
struct EdgeState {
    std::uint32_t stamp = 0;
    std::int32_t first_window = -1;
    // The shortest path through this edge to the opposite vertex, and where it crosses the edge.
    double apex_mm = infinity;
    double apex_x = 0;
};

/// What waits in the queue: a window, or a vertex to bend at.
struct Event {
    double distance_mm;
    std::uint32_t index;
    bool is_vertex;

    auto operator<=>(const Event&) const = default;
};

}  // namespace

struct SkinDistance::Front {
    Front(const Mesh& skin, const Topology& neighbours);

    void spread(const SurfacePoint& from, double radius);
    double distance_to(const SurfacePoint& target);

    std::vector<TriangleId> reached;

private:
    void start();
    void start_at_vertex(std::uint32_t corner);
    void run();

    void cross_triangle(std::uint32_t index);
    bool splits_at_apex(const Window& window, double apex_x);
    void pass_begin_side(const Window& window, double apex_x);
    void pass_end_side(const Window& window, double apex_x);
    void add_window(const Window& window);
    bool is_useless(const Window& window);

    void arrive(std::uint32_t corner, double distance_mm, double back_angle);
    void bend_at(std::uint32_t fan);
    void send_between(std::uint32_t fan, double low, double high, double offset_mm);
    void send_into_corner(std::uint32_t corner, double low, double high, double offset_mm);
    void send_along_edges(std::uint32_t corner, double low, double high, double offset_mm);

    void touch(std::uint32_t triangle);
    EdgeState& state_of(std::uint32_t half_edge);
    double vertex_mm(std::uint32_t corner);
    glm::dvec2 place_in(std::uint32_t half_edge, glm::dvec3 weights);

    const Topology& topology_;
    Fans fans_;
    EdgeFrames frames_;

    SurfacePoint source_;
    double radius_mm_ = 0;
    // What carries another stamp is of an earlier spread and counts as not there.
    std::uint32_t stamp_ = 0;
    base::ZeroedArray<std::uint32_t> touched_;  // per triangle: the last spread that came
    base::ZeroedArray<Arrival> arrivals_;       // per fan, by its name
    base::ZeroedArray<EdgeState> states_;       // per half-edge
    std::vector<Window> windows_;
    std::vector<Event> queue_;
};

SkinDistance::Front::Front(const Mesh& skin, const Topology& neighbours)
    : topology_(neighbours)
    , fans_(skin, neighbours)
    , frames_(skin)
    , touched_(skin.triangles.size())
    , arrivals_(skin.triangles.size() * 3)
    , states_(skin.triangles.size() * 3)
{
}

void SkinDistance::Front::spread(const SurfacePoint& from, double radius)
{
    source_ = from;
    radius_mm_ = radius;
    ++stamp_;
    base::check(stamp_ != 0, "a SkinDistance spreads fewer than 2^32 times");
    reached.clear();
    windows_.clear();
    queue_.clear();
    start();
    run();
    std::ranges::sort(reached);
}

// ---- The source ----

void SkinDistance::Front::start()
{
    touch(source_.triangle.value);
    const std::uint32_t first = 3 * source_.triangle.value;
    for (std::uint32_t h = first; h < first + 3; ++h)
        if (glm::length(place_in(h, source_.weights)) < slack_mm) return start_at_vertex(h);

    for (std::uint32_t h = first; h < first + 3; ++h) {
        const EdgeFrame& frame = frames_.at(h);
        const glm::dvec2 place = place_in(h, source_.weights);
        arrive(h, glm::length(place), fans_.at(h).angle + std::atan2(place.y, place.x));
        const std::int32_t twin = topology_.twin(h);
        if (twin == Topology::no_twin) continue;
        Window window{frame.from_other_side(place), 0, 0, frame.length};
        window.half_edge = static_cast<std::uint32_t>(twin);
        add_window(window);
    }
}

void SkinDistance::Front::start_at_vertex(std::uint32_t corner)
{
    const std::uint32_t fan = fans_.at(corner).fan;
    arrivals_[fan] = {stamp_, 0, 0};
    send_between(fan, 0, fans_.fan(fan).angle, 0);
}

void SkinDistance::Front::run()
{
    while (!queue_.empty()) {
        const Event event = queue_.front();
        std::ranges::pop_heap(queue_, std::greater());
        queue_.pop_back();
        if (!event.is_vertex)
            cross_triangle(event.index);
        else if (arrivals_[event.index].distance_mm == event.distance_mm)  // not overtaken
            bend_at(event.index);
    }
}

// ---- Windows ----

void SkinDistance::Front::cross_triangle(std::uint32_t index)
{
    const Window window = windows_[index];
    const std::uint32_t h = window.half_edge;
    touch(h / 3);
    EdgeState& state = state_of(h);
    windows_[index].next_on_edge = state.first_window;
    state.first_window = static_cast<std::int32_t>(index);

    const EdgeFrame& frame = frames_.at(h);
    const double apex_x = meeting_with_axis(window.source, frame.apex);
    const bool sees_apex = window.from - slack_mm <= apex_x && apex_x <= window.to + slack_mm;
    if (sees_apex) {
        const std::uint32_t corner = previous_in_triangle(h);
        const Fans::Corner& apex = fans_.at(corner);
        const glm::dvec2 side = -frame.apex, back = window.source - frame.apex;
        const double angle = std::atan2(cross(side, back), glm::dot(side, back));
        arrive(corner,
               window.offset_mm + glm::length(back),
               apex.angle + std::clamp(angle, 0.0, apex.width));
    }
    if (apex_x <= window.from) return pass_end_side(window, apex_x);
    if (apex_x >= window.to) return pass_begin_side(window, apex_x);
    if (splits_at_apex(window, apex_x)) {
        pass_begin_side(window, apex_x);
        pass_end_side(window, apex_x);
    } else if (apex_x < state_of(h).apex_x) {
        pass_begin_side(window, apex_x);
    } else {
        pass_end_side(window, apex_x);
    }
}

/// One angle, one split: of all windows that see the opposite vertex through this edge, only the
/// nearest goes on to both sides; a farther one is hidden by it on the side where it would have to
/// cross it.
bool SkinDistance::Front::splits_at_apex(const Window& window, double apex_x)
{
    EdgeState& state = state_of(window.half_edge);
    const double distance =
        window.offset_mm + glm::distance(window.source, frames_.at(window.half_edge).apex);
    if (distance < state.apex_mm) {
        state.apex_mm = distance;
        state.apex_x = apex_x;
        return true;
    }
    return std::abs(apex_x - state.apex_x) < slack_mm;
}

/// On through the triangle's edge at the begin of the window's edge.
void SkinDistance::Front::pass_begin_side(const Window& window, double apex_x)
{
    const std::uint32_t side = previous_in_triangle(window.half_edge);
    const std::int32_t twin = topology_.twin(side);
    if (twin == Topology::no_twin) return;
    const double length = frames_.at(side).length;
    const glm::dvec2 axis = frames_.at(window.half_edge).apex / length;
    const auto turned = [axis](glm::dvec2 p) {
        return glm::dvec2(glm::dot(axis, p), cross(axis, p));
    };

    Window onward = window;
    onward.source = turned(window.source);
    const auto end_of = [&](double x) {
        return std::clamp(meeting_with_axis(onward.source, turned({x, 0})), 0.0, length);
    };
    onward.from = window.from <= 0 ? 0 : end_of(window.from);
    onward.to = window.to >= apex_x ? length : end_of(window.to);
    onward.half_edge = static_cast<std::uint32_t>(twin);
    onward.came = Window::Came::by_begin;
    add_window(onward);
}

/// On through the triangle's edge at the end of the window's edge.
void SkinDistance::Front::pass_end_side(const Window& window, double apex_x)
{
    const std::uint32_t side = next_in_triangle(window.half_edge);
    const std::int32_t twin = topology_.twin(side);
    if (twin == Topology::no_twin) return;
    const EdgeFrame& frame = frames_.at(window.half_edge);
    const double length = frames_.at(side).length;
    const glm::dvec2 axis = (glm::dvec2(frame.length, 0) - frame.apex) / length;
    const auto turned = [&](glm::dvec2 p) {
        return glm::dvec2(glm::dot(axis, p - frame.apex), cross(axis, p - frame.apex));
    };

    Window onward = window;
    onward.source = turned(window.source);
    const auto end_of = [&](double x) {
        return std::clamp(meeting_with_axis(onward.source, turned({x, 0})), 0.0, length);
    };
    onward.from = window.from <= apex_x ? 0 : end_of(window.from);
    onward.to = window.to >= frame.length ? length : end_of(window.to);
    onward.half_edge = static_cast<std::uint32_t>(twin);
    onward.came = Window::Came::by_end;
    add_window(onward);
}

void SkinDistance::Front::add_window(const Window& window)
{
    if (!(window.from < window.to)) return;
    const double nearest = window.nearest_mm();
    if (nearest > radius_mm_ || is_useless(window)) return;
    queue_.push_back({nearest, static_cast<std::uint32_t>(windows_.size()), false});
    std::ranges::push_heap(queue_, std::greater());
    windows_.push_back(window);
}

/// True if every path of the window is beaten by one through a corner of its edge, or through the
/// third corner of the triangle that it came through (Xin and Wang 2009, theorem 3.2).
bool SkinDistance::Front::is_useless(const Window& window)
{
    const std::uint32_t h = window.half_edge;
    const double length = frames_.at(h).length;
    const double at_from = window.distance_at(window.from) - slack_mm;
    const double at_to = window.distance_at(window.to) - slack_mm;
    if (at_to > vertex_mm(h) + window.to) return true;
    if (at_from > vertex_mm(next_in_triangle(h)) + length - window.from) return true;
    if (window.came == Window::Came::from_vertex) return false;

    const auto behind = static_cast<std::uint32_t>(topology_.twin(h));
    const glm::dvec2 third = frames_.at(behind).from_other_side(frames_.at(behind).apex);
    const double third_mm = vertex_mm(previous_in_triangle(behind));
    return window.came == Window::Came::by_begin
               ? at_from > third_mm + glm::distance(third, {window.from, 0})
               : at_to > third_mm + glm::distance(third, {window.to, 0});
}

// ---- Vertices ----

void SkinDistance::Front::arrive(std::uint32_t corner, double distance_mm, double back_angle)
{
    if (distance_mm > radius_mm_ || !(distance_mm < vertex_mm(corner))) return;
    const std::uint32_t index = fans_.at(corner).fan;
    arrivals_[index] = {stamp_, distance_mm, back_angle};
    const Fan& fan = fans_.fan(index);
    if (fan.closed && fan.angle <= 2 * pi + least_excess_rad) return;
    queue_.push_back({distance_mm, index, true});
    std::ranges::push_heap(queue_, std::greater());
}

/// A shortest path may leave a vertex only with at least a half turn on both sides between its
/// coming and its going.
void SkinDistance::Front::bend_at(std::uint32_t fan)
{
    const double turn = fans_.fan(fan).angle;
    const auto [stamp, distance, back] = arrivals_[fan];
    if (fans_.fan(fan).closed) {
        double low = back + pi;
        if (low >= turn) low -= turn;
        send_between(fan, low, low + turn - 2 * pi, distance);
        send_between(fan, low - turn, low - 2 * pi, distance);
    } else {
        send_between(fan, back + pi, turn, distance);
        send_between(fan, 0, back - pi, distance);
    }
}

/// Sends windows and arrivals to the directions from `low` to `high` of a vertex's fan.
void SkinDistance::Front::send_between(std::uint32_t fan, double low, double high, double offset_mm)
{
    low -= slack_rad;
    high += slack_rad;
    if (high < 0 || low > fans_.fan(fan).angle || low > high) return;
    std::uint32_t corner = fan;
    for (std::uint32_t i = 0; i < fans_.fan(fan).corners; ++i) {
        const auto [of, known, begin, width] = fans_.at(corner);
        if (low <= begin + width && begin <= high) {
            send_into_corner(corner, low - begin, high - begin, offset_mm);
            send_along_edges(corner, low - begin, high - begin, offset_mm);
        }
        const std::int32_t next = topology_.twin(previous_in_triangle(corner));
        if (next == Topology::no_twin) break;
        corner = static_cast<std::uint32_t>(next);
    }
}

/// Angles from here on are counted from the corner's own half-edge.
void SkinDistance::Front::send_into_corner(std::uint32_t corner,
                                           double low,
                                           double high,
                                           double offset_mm)
{
    touch(corner / 3);
    const std::uint32_t opposite = next_in_triangle(corner);
    const std::int32_t twin = topology_.twin(opposite);
    if (twin == Topology::no_twin) return;
    const EdgeFrame& frame = frames_.at(opposite);  // its apex is the vertex
    const auto seen_at = [&](double angle) {
        if (angle <= 0) return 0.0;
        if (angle >= fans_.at(corner).width) return frame.length;
        const glm::dvec2 d = -frame.apex;
        const glm::dvec2 ray(std::cos(angle) * d.x - std::sin(angle) * d.y,
                             std::sin(angle) * d.x + std::cos(angle) * d.y);
        if (ray.y >= 0) return frame.length;
        return std::clamp(frame.apex.x - ray.x * frame.apex.y / ray.y, 0.0, frame.length);
    };
    Window window;
    window.source = frame.from_other_side(frame.apex);
    window.offset_mm = offset_mm;
    window.from = frame.length - seen_at(high);
    window.to = frame.length - seen_at(low);
    window.half_edge = static_cast<std::uint32_t>(twin);
    add_window(window);
}

void SkinDistance::Front::send_along_edges(std::uint32_t corner,
                                           double low,
                                           double high,
                                           double offset_mm)
{
    const std::uint32_t opposite = next_in_triangle(corner);
    const std::uint32_t last = previous_in_triangle(corner);
    if (low <= 0)  // along the corner's own half-edge, to the begin of the opposite one
        arrive(opposite,
               offset_mm + frames_.at(corner).length,
               fans_.at(opposite).angle + fans_.at(opposite).width);
    if (high >= fans_.at(corner).width)
        arrive(last, offset_mm + frames_.at(last).length, fans_.at(last).angle);
}

// ---- Answers ----

double SkinDistance::Front::distance_to(const SurfacePoint& target)
{
    const std::uint32_t triangle = target.triangle.value;
    if (touched_[triangle] != stamp_) return infinity;
    double best = infinity;
    if (target.triangle == source_.triangle)
        best = glm::distance(place_in(3 * triangle, target.weights),
                             place_in(3 * triangle, source_.weights));
    for (std::uint32_t h = 3 * triangle; h < 3 * triangle + 3; ++h) {
        const glm::dvec2 place = place_in(h, target.weights);
        best = std::min(best, vertex_mm(h) + glm::length(place));
        if (states_[h].stamp != stamp_) continue;
        for (std::int32_t w = states_[h].first_window; w >= 0;) {
            const Window& window = windows_[static_cast<std::size_t>(w)];
            best = std::min(best, window.distance_to(place));
            w = window.next_on_edge;
        }
    }
    return best <= radius_mm_ ? best : infinity;
}

void SkinDistance::Front::touch(std::uint32_t triangle)
{
    if (touched_[triangle] == stamp_) return;
    touched_[triangle] = stamp_;
    reached.emplace_back(triangle);
}

EdgeState& SkinDistance::Front::state_of(std::uint32_t half_edge)
{
    EdgeState& state = states_[half_edge];
    if (state.stamp != stamp_) state = {stamp_, -1, infinity, 0};
    return state;
}

double SkinDistance::Front::vertex_mm(std::uint32_t corner)
{
    const Arrival& arrival = arrivals_[fans_.at(corner).fan];
    return arrival.stamp == stamp_ ? arrival.distance_mm : infinity;
}

glm::dvec2 SkinDistance::Front::place_in(std::uint32_t half_edge, glm::dvec3 weights)
{
    const EdgeFrame& frame = frames_.at(half_edge);
    const int begin = static_cast<int>(half_edge % 3);
    return weights[(begin + 1) % 3] * glm::dvec2(frame.length, 0) +
           weights[(begin + 2) % 3] * frame.apex;
}

SkinDistance::SkinDistance(const Mesh& mesh, const Topology& topology)
    : front_(std::make_unique<Front>(mesh, topology))
{
}

SkinDistance::~SkinDistance() = default;

void SkinDistance::spread(const SurfacePoint& source, double radius_mm)
{
    front_->spread(source, radius_mm);
}

double SkinDistance::to(const SurfacePoint& target) const
{
    return front_->distance_to(target);
}

std::span<const TriangleId> SkinDistance::reached() const
{
    return front_->reached;
}

}  // namespace geometry
