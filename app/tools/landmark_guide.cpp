// SPDX-License-Identifier: MIT
#include "tools/landmark_guide.h"

#include "shell/sentences.h"
#include "shell/texts.h"

#include <algorithm>
#include <cctype>

namespace tools {
namespace {

render::View view_of(const AskedLandmark& asked)
{
    switch (asked.facts->seen_from) {
    case clinic::LandmarkView::front:
        return render::View::front;
    case clinic::LandmarkView::side:
        return asked.name.starts_with("left_") ? render::View::left : render::View::right;
    case clinic::LandmarkView::top:
        return render::View::top;
    case clinic::LandmarkView::back:
        return render::View::back;
    }
    return render::View::front;
}

}  // namespace

std::string AskedLandmark::title() const
{
    if (name.starts_with("left_"))
        return shell::say("Patient's left: {}", shell::say_sentence(facts->name));
    if (name.starts_with("right_"))
        return shell::say("Patient's right: {}", shell::say_sentence(facts->name));
    std::string title = shell::say_sentence(facts->name);
    title[0] = char(std::toupper(static_cast<unsigned char>(title[0])));
    return title;
}

std::vector<AskedLandmark> asked_landmarks(const std::string& part)
{
    std::vector<AskedLandmark> all;
    for (const clinic::LandmarkFacts& facts : clinic::landmarks()) {
        if (!facts.asked || facts.part != part) continue;
        if (facts.has_sides) {
            all.push_back({"left_" + facts.id, &facts});
            all.push_back({"right_" + facts.id, &facts});
        } else {
            all.push_back({facts.id, &facts});
        }
    }
    // One side after the other, so that the view need not turn between each two.
    const auto seen_late = [](const AskedLandmark& one) {
        return view_of(one) == render::View::right;
    };
    const auto sides =
        std::ranges::find(all, clinic::LandmarkView::side, [](const AskedLandmark& one) {
            return one.facts->seen_from;
        });
    const auto after = std::find_if(sides, all.end(), [](const AskedLandmark& one) {
        return one.facts->seen_from != clinic::LandmarkView::side;
    });
    std::stable_partition(sides, after, [&](const AskedLandmark& one) { return !seen_late(one); });
    return all;
}

void LandmarkGuide::start(const std::string& part,
                          const anatomy::Landmarks& placed,
                          Turntable& turntable)
{
    all_ = asked_landmarks(part);
    turned_to_.reset();
    const auto missing =
        std::ranges::find_if(all_, [&](const AskedLandmark& one) { return !placed.has(one.name); });
    ask(missing == all_.end() ? 0 : std::size_t(missing - all_.begin()), turntable);
}

void LandmarkGuide::ask(std::size_t which, Turntable& turntable)
{
    asked_ = which;
    const render::View view = view_of(asked());
    if (view != turned_to_) turntable.look_from(view);
    turned_to_ = view;
}

void LandmarkGuide::next(Turntable& turntable)
{
    if (*asked_ + 1 < all_.size())
        ask(*asked_ + 1, turntable);
    else
        stop();
}

void LandmarkGuide::back(Turntable& turntable)
{
    if (*asked_ > 0) ask(*asked_ - 1, turntable);
}

std::optional<session::Command>
LandmarkGuide::handle(const shell::PointerEvent& event, bool inside, const Bench& bench)
{
    const auto at = click_.handle(event, inside);
    if (!at) return std::nullopt;
    const auto hit = bench.skin.bvh.cast(bench.turntable.ray(*at));
    if (!hit) return std::nullopt;
    const std::string name = asked().name;
    next(bench.turntable);
    return session::PlaceLandmark{name, position(bench.skin.surface.mesh, hit->place)};
}

}  // namespace tools
