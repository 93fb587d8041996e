// SPDX-License-Identifier: MIT
#include "render/labels.h"

#include "base/parallel.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace render {
namespace {

constexpr Colour number_ink{0.10f, 0.12f, 0.15f, 1};
constexpr Colour halo{1, 1, 1, 0.92f};
constexpr double least_facing = 0.10;  // cosine; flatter lie marks that are only a line
constexpr float leader_width = 0.08f;  // of the type's size

bool overlap(const Area& a, const Area& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

bool inside(const Area& a, const Area& whole)
{
    return a.x >= whole.x && a.y >= whole.y && a.x + a.width <= whole.x + whole.width &&
           a.y + a.height <= whole.y + whole.height;
}

/// Rectangles that are taken, found quickly.
class Taken {
public:
    Taken(const Area& area, float cell_px)
        : area_(area)
        , cell_px_(cell_px)
        , columns_(std::size_t(area.width / cell_px) + 1)
        , rows_(std::size_t(area.height / cell_px) + 1)
        , cells_(columns_ * rows_)
    {
    }

    void add(const Area& taken)
    {
        each_cell(taken, [&](std::vector<Area>& cell) {
            cell.push_back(taken);
            return false;
        });
    }
    bool hits(const Area& wish) const
    {
        return const_cast<Taken*>(this)->each_cell(wish, [&](const std::vector<Area>& cell) {
            return std::ranges::any_of(cell, [&](const Area& one) { return overlap(one, wish); });
        });
    }

private:
    std::size_t clamped(float at, std::size_t count) const
    {
        return std::size_t(std::clamp(at / cell_px_, 0.0f, float(count - 1)));
    }
    template <typename Visit>
    bool each_cell(const Area& area, const Visit& visit)
    {
        const std::size_t left = clamped(area.x - area_.x, columns_);
        const std::size_t right = clamped(area.x + area.width - area_.x, columns_);
        const std::size_t top = clamped(area.y - area_.y, rows_);
        const std::size_t bottom = clamped(area.y + area.height - area_.y, rows_);
        for (std::size_t row = top; row <= bottom; ++row)
            for (std::size_t column = left; column <= right; ++column)
                if (visit(cells_[row * columns_ + column])) return true;
        return false;
    }

    Area area_;
    float cell_px_;
    std::size_t columns_, rows_;
    std::vector<std::vector<Area>> cells_;
};

/// Round numbers first: they tell the way from far.
int importance(std::uint32_t number)
{
    if (number == 1) return 0;
    if (number % 100 == 0) return 1;
    if (number % 10 == 0) return 2;
    return number % 5 == 0 ? 3 : 4;
}

class Placer {
public:
    Placer(const Camera& camera,
           std::span<const Needle> needles,
           const std::vector<bool>& seen,
           const LabelRoom& room)
        : needles_(needles)
        , room_(room)
        , marks_(room.area, 2 * room.size_px)
        , labels_(room.area, 2 * room.size_px)
        , pixels_(needles.size())
    {
        const Canvas measure(1, 1);
        digit_px_ = measure.text_width("0", {room.size_px, number_ink, Weight::semibold});
        for (const Area& area : room.blocked)
            labels_.add(area);
        for (std::uint32_t i = 0; i < needles.size(); ++i) {
            if (!seen[i]) continue;
            pixels_[i] = camera.pixel_of(needles[i].position);
            const Area mark = around(pixels_[i], 2 * room.mark_px, 2 * room.mark_px);
            if (!inside(mark, room.area) || labels_.hits(mark)) continue;
            marks_.add(mark);
            order_.push_back(i);
        }
        std::ranges::sort(order_, {}, [&](std::uint32_t i) {
            return std::pair(importance(needles[i].number), needles[i].number);
        });
    }

    std::vector<Label> placed()
    {
        std::vector<std::uint32_t> without;
        std::size_t tried = 0;
        for (const std::uint32_t i : order_) {
            const bool worth_trying =
                ++tried <= 8 * room_.most_numbers && result_.size() < room_.most_numbers;
            if (!worth_trying || !place(i, false)) without.push_back(i);
        }
        place_over_marks(without);
        return std::move(result_);
    }

private:
    static Area around(glm::vec2 middle, float width, float height)
    {
        return {middle.x - width / 2, middle.y - height / 2, width, height};
    }

    /// Where marks stand so close that hardly a number has room, every tenth, hundredth, ... lies
    /// over them.
    void place_over_marks(const std::vector<std::uint32_t>& without)
    {
        constexpr std::size_t crowded = 4;  // so many points to a number
        if (order_.size() < crowded * std::max<std::size_t>(result_.size(), 1)) return;
        const float room_px = 30 * room_.size_px * room_.size_px;
        const auto numbers = std::size_t(room_.area.width * room_.area.height / room_px) + 1;
        std::uint32_t step = 10;
        while (order_.size() / step > numbers)
            step *= 10;
        for (const std::uint32_t i : without)
            if (needles_[i].number % step == 0 || needles_[i].number == 1) place(i, true);
    }

    bool place(std::uint32_t i, bool over_marks)
    {
        const std::string text = std::to_string(needles_[i].number);
        const float width = digit_px_ * float(text.size());
        const float height = 0.86f * room_.size_px;
        const float near_px = room_.mark_px + 0.18f * room_.size_px;
        for (const auto& [ring_px, led] :
             {std::pair(near_px, false), {near_px + 0.8f * room_.size_px, true}}) {
            if (led && over_marks) break;
            for (const int turn : {0, 4, 2, 6, 1, 7, 3, 5}) {  // right, left, below, above, ...
                const double angle = std::numbers::pi / 4 * turn;
                const glm::vec2 away(std::cos(angle), std::sin(angle));
                const glm::vec2 middle =
                    pixels_[i] + away * (ring_px + 0.5f * glm::vec2(width, height) *
                                                       glm::abs(away) / glm::length(away));
                if (take({i, text, around(middle, width, height), pixels_[i], led, over_marks}))
                    return true;
            }
        }
        return false;
    }

    bool take(const Label& label)
    {
        const float gap = 0.16f * room_.size_px;
        const Area wide{label.area.x - gap,
                        label.area.y - gap,
                        label.area.width + 2 * gap,
                        label.area.height + 2 * gap};
        if (!inside(wide, room_.area) || labels_.hits(wide)) return false;
        if (!label.covers && marks_.hits(label.area)) return false;
        if (label.led && leader_crosses(label)) return false;
        labels_.add(label.area);
        result_.push_back(label);
        return true;
    }

    bool leader_crosses(const Label& label) const
    {
        const glm::vec2 end(label.area.x + label.area.width / 2,
                            label.area.y + label.area.height / 2);
        for (const float share : {0.3f, 0.45f, 0.6f, 0.75f}) {
            const glm::vec2 at = label.anchor + share * (end - label.anchor);
            const Area speck = around(at, 1, 1);
            const bool own =
                overlap(speck, around(label.anchor, 2 * room_.mark_px, 2 * room_.mark_px));
            if (labels_.hits(speck) || (!own && marks_.hits(speck))) return true;
        }
        return false;
    }

    std::span<const Needle> needles_;
    const LabelRoom& room_;
    Taken marks_, labels_;
    std::vector<glm::vec2> pixels_;
    std::vector<std::uint32_t> order_;  // of the seen needles, the most important first
    std::vector<Label> result_;
    float digit_px_ = 0;
};

bool is_seen(const Needle& needle, const Camera& camera, const geometry::Bvh& skin)
{
    constexpr double off_skin_mm = 0.6;  // the ray must not meet the skin that it starts from
    const glm::dvec3 normal = glm::normalize(glm::dvec3(needle.normal));
    const glm::dvec3 place = glm::dvec3(needle.position) + off_skin_mm * normal;
    const glm::dvec3 to_eye = glm::normalize(camera.eye - place);
    return glm::dot(normal, to_eye) > least_facing && !skin.cast({place, to_eye}).has_value();
}

/// From the mark's rim to the middle of the nearest side of the text.
void draw_leader(Canvas& canvas, const Label& label, float size_px)
{
    const glm::vec2 nearest =
        glm::clamp(label.anchor,
                   glm::vec2(label.area.x, label.area.y),
                   glm::vec2(label.area.x + label.area.width, label.area.y + label.area.height));
    canvas.line(label.anchor, nearest, 3 * leader_width * size_px, halo);
    canvas.line(label.anchor, nearest, leader_width * size_px, number_ink);
}

}  // namespace

std::vector<bool>
seen_needles(const Camera& camera, std::span<const Needle> needles, const geometry::Bvh& skin)
{
    std::vector<char> seen(needles.size());
    base::parallel_for(needles.size(), 4096, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i)
            seen[i] = is_seen(needles[i], camera, skin);
    });
    return {seen.begin(), seen.end()};
}

std::optional<std::size_t> needle_at(glm::dvec2 pixel,
                                     double within_px,
                                     const Camera& camera,
                                     std::span<const Needle> needles,
                                     const geometry::Bvh& skin)
{
    std::optional<std::size_t> nearest;
    for (std::size_t i = 0; i < needles.size(); ++i) {
        const double away = glm::distance(camera.pixel_of(needles[i].position), pixel);
        if (away > within_px || !is_seen(needles[i], camera, skin)) continue;
        within_px = away;
        nearest = i;
    }
    return nearest;
}

std::vector<Label> placed_labels(const Camera& camera,
                                 std::span<const Needle> needles,
                                 const std::vector<bool>& seen,
                                 const LabelRoom& room)
{
    return Placer(camera, needles, seen, room).placed();
}

void draw_labels(Canvas& canvas, std::span<const Label> labels, float size_px)
{
    for (const Label& label : labels)
        if (label.led) draw_leader(canvas, label, size_px);
    const TextStyle style{size_px, number_ink, Weight::semibold};
    for (const Label& label : labels) {
        const Area& area = label.area;
        if (label.covers) {
            const float rim = 0.14f * size_px;
            canvas.rectangle(
                {area.x - rim, area.y - rim, area.width + 2 * rim, area.height + 2 * rim},
                3 * rim,
                halo);
        }
        canvas.text_with_halo({area.x + area.width / 2, area.y + area.height * 0.92f},
                              label.text,
                              style,
                              halo,
                              0.13f * size_px);
    }
}

}  // namespace render
