// SPDX-License-Identifier: MIT
#include "anatomy/plausibility.h"

#include "anatomy/local_frame.h"
#include "base/error.h"
#include "clinic/anthropometry.h"
#include "clinic/table.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>

namespace anatomy {
namespace {

using Weight = Finding::Weight;

/// From top to bottom of a face that stands upright.
constexpr std::array down_the_face{"trichion",
                                   "glabella",
                                   "nasion",
                                   "pronasale",
                                   "subnasale",
                                   "labrale_superius",
                                   "stomion",
                                   "labrale_inferius",
                                   "sublabiale",
                                   "pogonion",
                                   "gnathion",
                                   "menton"};
/// From the ear to the middle.
constexpr std::array across_the_eyes{"tragion", "exocanthion", "endocanthion"};
/// From top to bottom of a body, whatever its limbs do.
constexpr std::array down_the_front{"suprasternale", "mesosternale", "navel"};
constexpr std::array down_the_back{"c7", "l4"};
constexpr std::array down_the_side{"acromion", "thelion", "iliac_crest"};

/// A pair whose places mirror each other worse than that is unusual, or impossible.
struct Evenness {
    RigidPart part;
    const char* name;
    double uneven_mm, not_mirrored_mm;
};
constexpr Evenness of_head{RigidPart::head, "face", uneven_mm, not_mirrored_mm};
constexpr Evenness of_trunk{RigidPart::trunk, "body", uneven_trunk_mm, trunk_not_mirrored_mm};

class Checks {
public:
    Checks(const Landmarks& landmarks, const SkinView& skin)
        : landmarks_(landmarks)
        , skin_(skin)
    {
    }

    std::vector<Finding> all()
    {
        check_on_skin();
        if (has_head_frame(landmarks_)) check_head(head_frame(landmarks_));
        if (has_body_frame(landmarks_)) check_body(body_frame(landmarks_));
        check_distances();
        std::ranges::stable_sort(
            found_, std::ranges::greater(), [](const Finding& f) { return f.weight; });
        return std::move(found_);
    }

private:
    template <typename... T>
    void say(Weight weight, fmt::format_string<T...> sentence, T&&... values)
    {
        found_.push_back({weight, fmt::format(sentence, std::forward<T>(values)...)});
    }

    void check_on_skin()
    {
        constexpr double look_mm = 1000;
        for (const auto& [name, landmark] : landmarks_.all()) {
            const auto hit = skin_.bvh.nearest(landmark.place, look_mm);
            const double off_mm = hit ? hit->distance_mm : look_mm;
            if (off_mm > on_skin_mm)
                say(off_mm > off_skin_mm ? Weight::impossible : Weight::unusual,
                    "The landmark {} lies {:.1f} mm off the skin.",
                    clinic::words_of_id(name),
                    off_mm);
        }
    }

    /// How high a landmark lies, if it was given.
    auto height_in(const LocalFrame& frame, const char* side) const
    {
        return [this, frame, side](const char* name) -> std::optional<double> {
            const Landmark* found = landmarks_.find(std::string(side) + name);
            if (!found) return std::nullopt;
            return frame.local(found->place).y;
        };
    }

    void check_head(const LocalFrame& frame)
    {
        check_order(down_the_face, "above", height_in(frame, ""));
        for (const char* side : {"left_", "right_"}) {
            const double sign = *side == 'l' ? 1 : -1;
            check_order(across_the_eyes,
                        "farther out than",
                        [&](const std::string& name) -> std::optional<double> {
                            const Landmark* found = landmarks_.find(side + name);
                            if (!found) return std::nullopt;
                            return sign * frame.local(found->place).x;
                        });
        }
        check_mirror(of_head);
    }

    void check_body(const LocalFrame& frame)
    {
        check_order(down_the_front, "above", height_in(frame, ""));
        check_order(down_the_back, "above", height_in(frame, ""));
        for (const char* side : {"left_", "right_"})
            check_order(down_the_side, "above", height_in(frame, side));
        check_mirror(of_trunk);
        check_sides_of_limbs(frame);
    }

    /// Arms and legs may cross the middle, but not all of them at once and each the other's.
    void check_sides_of_limbs(const LocalFrame& frame)
    {
        for (const std::string& name : paired_landmarks()) {
            if (!landmarks_.has_pair(name) || belongs_to(RigidPart::head, name) ||
                belongs_to(RigidPart::trunk, name))
                continue;
            const double left = frame.local(landmarks_.at("left_" + name).place).x;
            const double right = frame.local(landmarks_.at("right_" + name).place).x;
            if (left <= 0 && right >= 0)
                say(Weight::impossible,
                    "The landmarks left and right {} are not on their sides of the body.",
                    clinic::words_of_id(name));
        }
    }

    /// Each has more of it than the next that was given.
    template <std::size_t n, typename Height>
    void check_order(const std::array<const char*, n>& names, const char* relation, Height height)
    {
        const char* before = nullptr;
        for (const char* name : names) {
            const auto here = height(name);
            if (!here) continue;
            if (before && *height(before) <= *here)
                say(Weight::impossible,
                    "The landmark {} is not {} {}.",
                    clinic::words_of_id(before),
                    relation,
                    clinic::words_of_id(name));
            before = name;
        }
    }

    void check_mirror(const Evenness& wanted)
    {
        const Midplane plane = fitted_midplane(those_of(wanted.part, landmarks_));
        for (const std::string& name : paired_landmarks()) {
            if (!landmarks_.has_pair(name) || !belongs_to(wanted.part, name)) continue;
            const glm::dvec3 left = landmarks_.at("left_" + name).place;
            const glm::dvec3 right = landmarks_.at("right_" + name).place;
            if (glm::dot(left - plane.point, plane.left) <= 0 ||
                glm::dot(right - plane.point, plane.left) >= 0)
                say(Weight::impossible,
                    "The landmarks left and right {} are not on their sides of the {}.",
                    clinic::words_of_id(name),
                    wanted.name);
            const double off_mm = glm::distance(plane.mirrored(left), right);
            if (off_mm > wanted.uneven_mm)
                say(off_mm > wanted.not_mirrored_mm ? Weight::impossible : Weight::unusual,
                    "The landmarks left and right {} are {:.1f} mm from mirroring each other.",
                    clinic::words_of_id(name),
                    off_mm);
        }
    }

    void check_distances()
    {
        for (const clinic::BodyDistance& known : clinic::body_distances()) {
            if (!landmarks_.has(known.from) || !landmarks_.has(known.to)) continue;
            const double mm =
                glm::distance(landmarks_.at(known.from).place, landmarks_.at(known.to).place);
            const double least = known.least_mm.value, most = known.most_mm.value;
            // A child's or a giant's is unusual; a third beyond that nobody has.
            if (mm < least || mm > most)
                say(mm < least / 1.35 || mm > most * 1.35 ? Weight::impossible : Weight::unusual,
                    "From {} to {} it is {:.1f} mm; adults have {:g} to {:g} mm ({}).",
                    clinic::words_of_id(known.from),
                    clinic::words_of_id(known.to),
                    mm,
                    least,
                    most,
                    clinic::describe_source(known.least_mm.source));
        }
    }

    const Landmarks& landmarks_;
    const SkinView& skin_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> findings_on(const Landmarks& landmarks, const SkinView& skin)
{
    return Checks(landmarks, skin).all();
}

void require_possible(const std::vector<Finding>& findings)
{
    for (const Finding& finding : findings)
        if (finding.weight == Weight::impossible) throw base::Error(finding.sentence);
}

}  // namespace anatomy
