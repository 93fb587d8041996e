// SPDX-License-Identifier: MIT
#include "exporters/stencil_numbers.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace exporters {
namespace {

constexpr std::array types_pt{
    6.5, 5.5, 4.5, 3.8};  // the largest at which all have room, or the last
constexpr double most_point_mm = 0.9, least_point_mm = 0.45, point_of_spacing = 0.2;
constexpr double beside_mm = 0.35;  // from a point's ring to its digits
constexpr double apart_mm = 0.45;   // beside one another digits nearer than that read as one number
constexpr double clear_mm = 0.15;
constexpr double ring_step_mm = 0.6, farthest_mm = 9;
constexpr double around_mm = 2 * farthest_mm;  // what may be in a number's way is as near as that
constexpr int directions = 24;

double square(double x)
{
    return x * x;
}

struct Box {
    glm::dvec2 low, high;

    Box wider(double x, double y) const
    {
        return {low - glm::dvec2(x, y), high + glm::dvec2(x, y)};
    }
    bool meets(const Box& other) const
    {
        return low.x < other.high.x && other.low.x < high.x && low.y < other.high.y &&
               other.low.y < high.y;
    }
    bool meets_disc(glm::dvec2 middle, double radius) const
    {
        const glm::dvec2 off = middle - glm::clamp(middle, low, high);
        return glm::dot(off, off) < square(radius);
    }
};

struct Piece {
    glm::dvec2 from, to;

    double distance(glm::dvec2 p) const
    {
        const glm::dvec2 along = to - from;
        const double length = std::max(glm::dot(along, along), 1e-12);
        const double share = std::clamp(glm::dot(p - from, along) / length, 0.0, 1.0);
        return glm::distance(p, from + share * along);
    }
    /// By the slabs of the box.
    bool meets(const Box& box) const
    {
        double enter = 0, leave = 1;
        for (int i = 0; i < 2; ++i) {
            const double along = to[i] - from[i];
            if (std::abs(along) < 1e-12) {
                if (from[i] < box.low[i] || from[i] > box.high[i]) return false;
                continue;
            }
            const double a = (box.low[i] - from[i]) / along, b = (box.high[i] - from[i]) / along;
            enter = std::max(enter, std::min(a, b));
            leave = std::min(leave, std::max(a, b));
        }
        return enter <= leave;
    }
    bool crosses(const Piece& other) const
    {
        const auto side = [](const Piece& line, glm::dvec2 p) {
            const glm::dvec2 a = line.to - line.from, b = p - line.from;
            return a.x * b.y - a.y * b.x > 0;
        };
        return side(*this, other.from) != side(*this, other.to) &&
               side(other, from) != side(other, to);
    }
};

double least_spacing(const FlatZone& flat)
{
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < flat.points.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            least =
                std::min(least, glm::distance(flat.points[i].place_mm, flat.points[j].place_mm));
    return least;
}

class Placer {
public:
    Placer(const FlatZone& flat, double type_pt, double point_mm, const WidthOf& width_of)
        : flat_(flat)
        , point_mm_(point_mm)
    {
        made_.type_pt = type_pt;
        made_.point_mm = point_mm;
        made_.each.resize(flat.points.size());
        for (const FlatPoint& point : flat.points)
            sizes_.emplace_back(width_of(std::to_string(point.point->order), type_pt),
                                digits_mm(type_pt));
        for (const FlatLine& line : flat.border)
            for (std::size_t i = line.is_closed ? 0 : 1; i < line.places_mm.size(); ++i) {
                const std::size_t before = (i + line.places_mm.size() - 1) % line.places_mm.size();
                border_.push_back({line.places_mm[before], line.places_mm[i]});
            }
    }

    StencilNumbers placed()
    {
        for (const std::size_t i : by_need())
            if (!place(i)) ++made_.left_out;
        return std::move(made_);
    }

private:
    /// Where not all find room, the round numbers do: between them one counts.
    std::vector<std::size_t> by_need() const
    {
        std::vector<std::size_t> all(flat_.points.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        const auto need = [&](std::size_t i) {
            const auto order = flat_.points[i].point->order;
            const bool is_end = i == 0 || i + 1 == all.size();
            return is_end || order % 10 == 0 ? 0 : order % 5 == 0 ? 1 : 2;
        };
        std::ranges::stable_sort(all, {}, need);
        return all;
    }

    bool place(std::size_t i)
    {
        const glm::dvec2 half = sizes_[i] / 2.0, p = flat_.points[i].place_mm;
        const double first = point_mm_ + beside_mm;
        const Obstacles near = obstacles_near(i);
        for (double reach = first; reach < farthest_mm; reach += ring_step_mm)
            for (const glm::dvec2 toward : around(reach == first ? glm::dvec2(1, 0) : near.away)) {
                const double to_rim = support(half, toward);
                const glm::dvec2 middle = p + toward * (reach + to_rim);
                StencilNumber number{middle - half, middle + half, {}};
                if (reach > first)
                    number.line_mm = {p + toward * point_mm_, middle - toward * (to_rim + 0.1)};
                if (!is_free(number, near)) continue;
                made_.each[i] = number;
                return true;
            }
        return false;
    }

    /// What may be in the way of a point's number.
    struct Obstacles {
        glm::dvec2 own;
        std::vector<glm::dvec2> points;  // the others
        std::vector<Piece> border;
        std::vector<StencilNumber> numbers;
        glm::dvec2 away{1e-6, 0};  // out of the crowd
    };

    Obstacles obstacles_near(std::size_t own) const
    {
        const glm::dvec2 p = flat_.points[own].place_mm;
        Obstacles near{.own = p, .points = {}, .border = {}, .numbers = {}};
        for (std::size_t i = 0; i < flat_.points.size(); ++i) {
            const glm::dvec2 off = p - flat_.points[i].place_mm;
            const double distance = glm::length(off);
            if (distance > around_mm) continue;
            if (made_.each[i]) near.numbers.push_back(*made_.each[i]);
            if (i == own) continue;
            near.points.push_back(flat_.points[i].place_mm);
            if (distance > 0) near.away += off / (distance * distance * distance);
        }
        near.away = glm::normalize(near.away);
        for (const Piece& piece : border_)
            if (piece.distance(p) < around_mm) near.border.push_back(piece);
        return near;
    }

    /// From a box's middle to its rim.
    static double support(glm::dvec2 half, glm::dvec2 toward)
    {
        const glm::dvec2 steep = glm::abs(toward);
        return std::min(steep.x > 1e-9 ? half.x / steep.x : 1e9,
                        steep.y > 1e-9 ? half.y / steep.y : 1e9);
    }

    /// All directions, the nearest to the wish first.
    static std::array<glm::dvec2, directions> around(glm::dvec2 wish)
    {
        std::array<glm::dvec2, directions> all;
        for (int i = 0; i < directions; ++i) {
            const int step = i % 2 == 0 ? i / 2 : -(i + 1) / 2;
            const double angle =
                std::atan2(wish.y, wish.x) + 2 * std::numbers::pi * step / directions;
            all[std::size_t(i)] = {std::cos(angle), std::sin(angle)};
        }
        return all;
    }

    bool is_free(const StencilNumber& wish, const Obstacles& near) const
    {
        const Box digits{wish.low_mm, wish.high_mm};
        const Box room = digits.wider(clear_mm, clear_mm), wide = digits.wider(apart_mm, clear_mm);
        const auto stands_on_point = [&](glm::dvec2 p) {
            return room.meets_disc(p, point_mm_) ||
                   (wish.line_mm && line_of(wish).distance(p) < point_mm_ + clear_mm);
        };
        const auto meets_number = [&](const StencilNumber& other) {
            const Box theirs{other.low_mm, other.high_mm};
            return wide.meets(theirs) || (other.line_mm && line_of(other).meets(room)) ||
                   (wish.line_mm && line_of(wish).meets(theirs.wider(clear_mm, clear_mm))) ||
                   (wish.line_mm && other.line_mm && line_of(wish).crosses(line_of(other)));
        };
        return !room.meets_disc(near.own, point_mm_) &&
               std::ranges::none_of(near.points, stands_on_point) &&
               std::ranges::none_of(near.border, [&](const Piece& p) { return p.meets(room); }) &&
               std::ranges::none_of(near.numbers, meets_number);
    }

    static Piece line_of(const StencilNumber& number)
    {
        return {(*number.line_mm)[0], (*number.line_mm)[1]};
    }

    const FlatZone& flat_;
    double point_mm_;
    std::vector<glm::dvec2> sizes_;
    std::vector<Piece> border_;
    StencilNumbers made_;
};

}  // namespace

double digits_mm(double size_pt)
{
    constexpr double of_type =
        0.97;  // measured on a paper's type, which is a third larger than stated
    return of_type * size_pt * 25.4 / 72;
}

StencilNumbers stencil_numbers(const FlatZone& flat, const WidthOf& width_of)
{
    const double point_mm =
        std::clamp(point_of_spacing * least_spacing(flat), least_point_mm, most_point_mm);
    StencilNumbers numbers;
    for (const double type_pt : types_pt) {
        numbers = Placer(flat, type_pt, point_mm, width_of).placed();
        if (numbers.left_out == 0) break;
    }
    return numbers;
}

}  // namespace exporters
