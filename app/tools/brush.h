// SPDX-License-Identifier: MIT
// The brush: one drag over the skin is one stroke. While the button is down the zone follows the
// mouse as a preview; releasing it gives the command, which is what counts.
#pragma once

#include "session/case.h"
#include "session/command.h"
#include "session/planning.h"
#include "tools/sketch.h"
#include "zones/zone_field.h"

#include <glm/vec3.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tools {

class Brush {
public:
    static constexpr double least_radius_mm = 1;
    static constexpr double most_radius_mm = 80;

    double radius_mm() const { return radius_mm_; }
    void set_radius_mm(double radius);
    /// One step of the keys: some 15 %, to a round number.
    void grow(int steps);

    /// The button goes down on the skin; `now` is the zone's field.
    void begin(session::ZoneId zone,
               const zones::ZoneField& now,
               zones::StrokeMode mode,
               const BrushSkin& skin,
               glm::dvec3 place);
    /// The same, but straight along the skin from where the last stroke on this zone ended. Throws
    /// base::Error where the skin does not lead there.
    void begin_line(session::ZoneId zone,
                    const zones::ZoneField& now,
                    zones::StrokeMode mode,
                    const BrushSkin& skin,
                    glm::dvec3 place);
    /// Where such a line would begin.
    std::optional<glm::dvec3> line_start(session::ZoneId zone) const;
    void drag_to(const BrushSkin& skin, glm::dvec3 place);
    /// The button goes up: the whole drag as one command for the zone of that name.
    std::optional<session::Command> finish(const std::string& zone_name);
    void cancel() { drag_.reset(); }

    bool paints() const { return drag_.has_value(); }
    session::ZoneId zone() const { return drag_->zone; }
    /// The zone as it will be.
    const zones::ZoneField& preview() const { return drag_->preview; }
    session::Draft draft() const { return {drag_->zone, &drag_->preview, drafts_}; }

private:
    struct Drag {
        session::ZoneId zone;
        zones::Stroke stroke;
        zones::ZoneField preview;
    };
    void paint_last_part(const BrushSkin& skin);

    struct End {
        session::ZoneId zone;
        glm::dvec3 place{0};
    };

    double radius_mm_ = 10;
    std::uint64_t drafts_ = 0;  // so far, of all drags
    std::optional<End> last_end_;
    std::optional<Drag> drag_;
};

/// A ring on the skin around a place, closed: where the brush's edge runs.
std::vector<glm::dvec3>
ring_on_skin(const BrushSkin& skin, const geometry::SurfacePoint& centre, double radius_mm);

}  // namespace tools
