// SPDX-License-Identifier: MIT
#include "anatomy/body_regions.h"

#include "base/error.h"
#include "clinic/table.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace anatomy {
namespace {

using clinic::BodyRegion;
using clinic::BodySection;

constexpr double far_away_mm = 1e6;
// The trunk along its own axis (0 at the notch of the breastbone, 1 at the navel) and from its
// middle: skin beyond is of no part that is known. From memory.
constexpr double trunk_begins = -0.28, trunk_ends = 1.95, trunk_ends_without_legs = 1.15;
constexpr double notch_to_axis = 0.5;                 // half depths of the waist
constexpr double end_begins = 0.15;                   // of a limb, before its last joint
constexpr double hand_reach = 3, finger_reach = 1.2;  // in radii of the wrist
constexpr double trunk_is_broad = 1.7, trunk_is_broad_without_arms = 1;

glm::dvec3 skin_normal_at(const SkinView& skin, glm::dvec3 p)
{
    const auto hit = skin.bvh.nearest(p, far_away_mm);
    return hit ? geometry::normal(skin.mesh, hit->place.triangle) : glm::dvec3(0, 0, 1);
}

/// The neck begins above a plane that rises backwards from the notch of the breastbone; the
/// shoulders beside it are higher than it is.
bool is_above_collar(glm::dvec3 q, glm::dvec3 notch, double half_width_mm)
{
    constexpr double neck_is_broad = 0.5;              // of the waist
    constexpr double rises = 0.6, above_notch_mm = 8;  // from memory
    return std::abs(q.x) < neck_is_broad * half_width_mm &&
           q.y > notch.y + rises * (notch.z - q.z) + above_notch_mm;
}

std::optional<Limb>
arm_of(const Landmarks& landmarks, const LocalFrame& frame, const SkinView& skin, Side side)
{
    const std::string prefix = side == Side::left ? "left_" : "right_";
    const auto place = [&](const char* name) { return landmarks.at(prefix + name).place; };
    for (const char* needed : {"acromion", "olecranon", "stylion"})
        if (!landmarks.has(prefix + needed)) return std::nullopt;
    const clinic::LimbFacts facts = clinic::limb_facts(BodySection::arm);

    const double length_mm = glm::distance(place("acromion"), place("olecranon"));
    const double usual_mm = facts.joint_radius * length_mm;
    const CrossSection shoulder{
        place("acromion") - facts.joint_below_landmark * length_mm * frame.up, usual_mm};
    const CrossSection elbow = section_below(skin,
                                             place("olecranon"),
                                             -skin_normal_at(skin, place("olecranon")),
                                             place("olecranon") - shoulder.middle,
                                             usual_mm);
    const CrossSection wrist = section_below(skin,
                                             place("stylion"),
                                             -skin_normal_at(skin, place("stylion")),
                                             place("stylion") - elbow.middle,
                                             0.5 * usual_mm);
    const glm::dvec3 bend = elbow.middle - place("olecranon");
    const glm::dvec3 down = wrist.middle - elbow.middle, to_thumb = place("stylion") - wrist.middle;
    const glm::dvec3 palm =
        side == Side::left ? glm::cross(down, to_thumb) : glm::cross(to_thumb, down);
    const glm::dvec3 back_to_front = glm::normalize(bend), palmwards = glm::normalize(palm);
    const auto halfway = [&](const CrossSection& from, const CrossSection& to) {
        return section_around(skin,
                              0.5 * (from.middle + to.middle),
                              to.middle - from.middle,
                              0.5 * (from.radius_mm + to.radius_mm));
    };
    return Limb(side,
                {{0, shoulder, back_to_front},
                 {0.5, halfway(shoulder, elbow), back_to_front},
                 {1, elbow, back_to_front},
                 {1.5, halfway(elbow, wrist), glm::normalize(back_to_front + palmwards)},
                 {2, wrist, palmwards}},
                facts.end_reach * glm::length(down));
}

/// On from the last station through the middle of the limb, as far as `along`.
void follow(std::vector<Station>& stations, double along, double length_mm, const SkinView& skin)
{
    constexpr int steps = 5;
    const double step = (along - stations.back().along) / steps;
    glm::dvec3 way = glm::normalize(stations.back().section.middle -
                                    stations[stations.size() - 2].section.middle);
    for (int i = 0; i < steps; ++i) {
        const Station& last = stations.back();
        const CrossSection next = section_around(
            skin, last.section.middle + step * length_mm * way, way, 0.9 * last.section.radius_mm);
        way = glm::normalize(next.middle - last.section.middle);
        stations.push_back({last.along + step, next, last.front});
    }
}

/// The landmark of the thigh lies midway between groin and kneecap.
std::optional<Limb>
leg_of(const Landmarks& landmarks, const LocalFrame& frame, const SkinView& skin, Side side)
{
    const std::string prefix = side == Side::left ? "left_" : "right_";
    const auto place = [&](const char* name) { return landmarks.at(prefix + name).place; };
    for (const char* needed : {"mid_thigh", "patella"})
        if (!landmarks.has(prefix + needed)) return std::nullopt;
    const clinic::LimbFacts facts = clinic::limb_facts(BodySection::leg);

    const glm::dvec3 down = place("patella") - place("mid_thigh");
    const double usual_mm = facts.joint_radius * 2 * glm::length(down);
    const CrossSection thigh =
        section_below(skin, place("mid_thigh"), -frame.front, down, usual_mm);
    const CrossSection knee =
        section_below(skin, place("patella"), -frame.front, down, 0.75 * usual_mm);
    const glm::dvec3 groin = 2.0 * thigh.middle - knee.middle, way = knee.middle - groin;
    const glm::dvec3 thigh_front = glm::normalize(place("mid_thigh") - thigh.middle);
    const glm::dvec3 knee_front = glm::normalize(place("patella") - knee.middle);
    constexpr double hip_along = -0.25;
    std::vector<Station> stations{
        {hip_along, {groin + hip_along * way, 1.15 * thigh.radius_mm}, thigh_front},
        {0, {groin, 1.1 * thigh.radius_mm}, thigh_front},
        {0.5, thigh, thigh_front},
        {1, knee, knee_front}};
    const double shank_mm = clinic::ankle_share() * glm::length(way);
    if (landmarks.has(prefix + "calf")) {
        const CrossSection calf =
            section_below(skin, place("calf"), frame.front, -frame.up, 0.75 * usual_mm);
        const double below_knee_mm = glm::dot(calf.middle - knee.middle, glm::normalize(way));
        stations.push_back({1 + below_knee_mm / shank_mm, calf, knee_front});
    }
    follow(stations, 2, shank_mm, skin);
    return Limb(side, std::move(stations), facts.end_reach * shank_mm);
}

}  // namespace

std::vector<std::string> BodyRegions::missing(const Landmarks& landmarks)
{
    std::vector<std::string> names;
    for (const char* name : {"suprasternale", "navel", "l4"})
        if (!landmarks.has(name)) names.push_back(clinic::words_of_id(name));
    for (const std::string name : {"acromion", "iliac_crest"})
        for (const char* side : {"left_", "right_"})
            if (!landmarks.has(side + name)) names.push_back(clinic::words_of_id(side + name));
    return names;
}

BodyRegions::BodyRegions(const Landmarks& landmarks, const SkinView& skin)
{
    const std::vector<std::string> lacking = missing(landmarks);
    if (!lacking.empty())
        throw base::Error(fmt::format("The regions of a body need the landmark{} {}.",
                                      lacking.size() == 1 ? "" : "s",
                                      fmt::join(lacking, ", ")));
    frame_ = body_frame(landmarks);
    const auto local = [&](const char* name) { return frame_.local(landmarks.at(name).place); };
    const glm::dvec3 back = local("l4");
    top_ = local("suprasternale");
    navel_ = local("navel");
    half_width_mm_ = 0.5 * (local("left_iliac_crest").x - local("right_iliac_crest").x);
    half_depth_mm_ = 0.5 * (navel_.z - back.z);
    axis_z_ = 0.5 * (navel_.z + back.z);
    for (const Side side : {Side::left, Side::right})
        add_limbs(landmarks, skin, side);
    add_discs(landmarks);
}

void BodyRegions::add_limbs(const Landmarks& landmarks, const SkinView& skin, Side side)
{
    if (auto arm = arm_of(landmarks, frame_, skin, side))
        limbs_.push_back(
            {BodySection::arm, std::move(*arm), clinic::limb_facts(BodySection::arm).reach});
    else
        left_out_.push_back(fmt::format(
            "The regions of the {0}arm are not known without the landmarks {0}olecranon and "
            "{0}stylion.",
            prefix_of(side)));
    if (auto leg = leg_of(landmarks, frame_, skin, side))
        limbs_.push_back(
            {BodySection::leg, std::move(*leg), clinic::limb_facts(BodySection::leg).reach});
    else
        left_out_.push_back(fmt::format(
            "The regions of the {0}leg are not known without the landmarks {0}mid thigh and "
            "{0}patella.",
            prefix_of(side)));
}

void BodyRegions::add_discs(const Landmarks& landmarks)
{
    const auto add = [&](const BodyRegion& region, const std::string& landmark) {
        if (const Landmark* found = landmarks.find(landmark))
            discs_.push_back(
                {&region, frame_.local(found->place), region.radius * (top_.y - navel_.y)});
    };
    for (const BodyRegion& region : clinic::body_regions()) {
        if (region.around_landmark.empty()) continue;
        if (!region.has_sides) {
            add(region, region.around_landmark);
            continue;
        }
        add(region, "left_" + region.around_landmark);
        add(region, "right_" + region.around_landmark);
    }
}

Region BodyRegions::at(glm::dvec3 place, glm::dvec3 normal) const
{
    const Region limb = limb_at(place, normal);
    return limb.name.empty() ? trunk_at(place) : limb;
}

Region BodyRegions::limb_at(glm::dvec3 place, glm::dvec3 normal) const
{
    const PartOfBody* found = nullptr;
    LimbPlace there;
    double nearest = std::numeric_limits<double>::infinity();
    const auto consider = [&](const PartOfBody& part, const LimbPlace& here, double off) {
        if (off > 1 || off >= nearest) return;
        found = &part;
        there = here;
        nearest = off;
    };
    for (const PartOfBody& part : limbs_) {
        const LimbPlace here = part.limb.at(place, normal);
        const bool is_end = here.along > part.limb.last();
        // Fingers face every way, but are thin.
        const double reach = !is_end ? part.reach : here.faces_away ? hand_reach : finger_reach;
        if (is_end ? here.end_off <= 1 : here.faces_away && is_below_trunk(part, here))
            consider(part, here, here.off / reach);
    }
    // Fingers that are bent, toes and insteps: what is left of hand and foot where no trunk is.
    if (!found && trunk_at(place).name.empty())
        for (const PartOfBody& part : limbs_) {
            LimbPlace here = part.limb.at(place, normal);
            if (here.along < part.limb.last() - end_begins) continue;
            here.along = std::max(here.along, part.limb.last());
            consider(part, here, here.end_off);
        }
    if (!found) return {};
    const BodyRegion* region = clinic::band_at(found->section, there.along, there.around_deg);
    return region ? Region{region->name, found->limb.side()} : Region{};
}

/// The creases of groin and buttock part the leg from the trunk.
bool BodyRegions::is_below_trunk(const PartOfBody& part, const LimbPlace& place) const
{
    if (part.section == BodySection::arm) return true;
    const double eighths = (place.around_deg < 0 ? place.around_deg + 360 : place.around_deg) / 45;
    const auto before = std::size_t(eighths);
    const double ends = glm::mix(crease_[before % crease_.size()],
                                 crease_[(before + 1) % crease_.size()],
                                 eighths - double(before));
    return place.along > ends;
}

Region BodyRegions::trunk_at(glm::dvec3 place) const
{
    const glm::dvec3 q = frame_.local(place);
    const Side side = q.x >= 0 ? Side::left : Side::right;
    const double along = (top_.y - q.y) / (top_.y - navel_.y);
    const double broad = has(BodySection::arm, side) ? trunk_is_broad : trunk_is_broad_without_arms;
    const double ends = has(BodySection::leg, side) ? trunk_ends : trunk_ends_without_legs;
    if (is_above_collar(q, top_, half_width_mm_) || along < trunk_begins || along > ends ||
        std::abs(q.x) > broad * half_width_mm_)
        return {};
    for (const Disc& disc : discs_)
        if (q.z > axis_z_ && glm::distance(q, disc.middle) < disc.radius_mm)
            return {disc.region->name, disc.region->has_sides ? side : Side::middle};
    const double axis_z =
        glm::mix(top_.z - notch_to_axis * half_depth_mm_, axis_z_, std::clamp(along, 0.0, 1.0));
    const double around_deg =
        std::atan2(std::abs(q.x) / half_width_mm_, (q.z - axis_z) / half_depth_mm_) *
        (180 / std::numbers::pi);
    const BodyRegion* region = clinic::band_at(BodySection::trunk, along, around_deg);
    if (!region) return {};
    return {region->name, region->has_sides ? side : Side::middle};
}

bool BodyRegions::has(BodySection section, Side side) const
{
    return std::ranges::any_of(limbs_, [&](const PartOfBody& part) {
        return part.section == section && part.limb.side() == side;
    });
}

}  // namespace anatomy
