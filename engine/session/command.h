// SPDX-License-Identifier: MIT
// Commands: one change to the case, as data. The mouse, a menu, a script, a request, a test and the
// journal all make the same objects, and each can be written as one line of JSON.
#pragma once

#include "anatomy/landmarks.h"
#include "session/arrangement.h"
#include "session/clinic_facts.h"
#include "zones/stroke.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace session {

// Zones are named, not numbered, so that a script can be read.
struct AddZone {
    std::string zone;
    std::string technique;
};
struct RemoveZone {
    std::string zone;
};
struct RenameZone {
    std::string zone;
    std::string name;
};
struct PaintStroke {
    std::string zone;
    zones::Stroke stroke;
};
/// What lies inside a closed line on the skin.
struct DrawOutline {
    std::string zone;
    zones::Outline outline;
};
/// Other corners for an outline that was drawn: the zone's step of that number, counted from 0.
struct EditOutline {
    std::string zone;
    std::uint32_t step = 0;
    std::vector<glm::dvec3> corners_mm;
};
struct FillByAngle {
    std::string zone;
    zones::Fill fill;
};
/// Grow, shrink, smooth, fill holes, remove islands, invert.
struct ReshapeZone {
    std::string zone;
    zones::Reshape reshape;
};
/// With a name, the image is a new zone with the same settings; else the zone has both sides.
struct MirrorZone {
    std::string zone;
    zones::Mirroring mirror;
    std::optional<std::string> name;
};
struct DuplicateZone {
    std::string zone;
    std::string name;
};
/// To that place of the list, counted from 0. Where zones overlap, the skin belongs to the one
/// that comes first.
struct MoveZone {
    std::string zone;
    std::uint32_t place = 0;
};
struct SetColour {
    std::string zone;
    std::optional<std::uint32_t> colour;  // 0xRRGGBB; none: the palette's
};
struct HideZone {
    std::string zone;
    bool hidden = true;
};
/// A locked zone takes no strokes.
struct LockZone {
    std::string zone;
    bool locked = true;
};
struct SetTechnique {
    std::string zone;
    std::string technique;
};
struct SetSpacing {
    std::string zone;
    double spacing_mm = 0;
};
/// The pattern with all its parameters.
struct SetPattern {
    std::string zone;
    PatternWish pattern;
};
/// A number or a dose in place of the spacing, until a spacing is set again.
struct SetAmount {
    std::string zone;
    Amount amount;
};
struct SetBorder {
    std::string zone;
    BorderWish border;
};
/// A spacing that varies from the border inwards; none for the zone's own everywhere.
struct SetSpacingAtBorder {
    std::string zone;
    std::optional<BorderSpacing> at_border;
};
struct SetMirror {
    std::string zone;
    std::optional<MirrorWish> mirror;  // none: left and right each on its own
};
struct PinPoint {
    std::string zone;
    glm::dvec3 place_mm{0};
};
/// Takes a pinned point away again: the one that was pinned at exactly this place.
struct UnpinPoint {
    std::string zone;
    glm::dvec3 place_mm{0};
};
/// A point is where it was moved to: pinned, and no longer pinned where it was.
struct MovePoint {
    std::string zone;
    glm::dvec3 from_mm{0};
    glm::dvec3 to_mm{0};
};
/// Takes a point away and keeps its place free: a pinned one at exactly this place, or the one that
/// is planned there.
struct RemovePoint {
    std::string zone;
    glm::dvec3 place_mm{0};
};
/// Takes back all that was done to the zone's points by hand.
struct ForgetPointEdits {
    std::string zone;
};
struct SetDepth {
    std::string zone;
    double depth_mm = 0;  // vertical
};
struct SetAngle {
    std::string zone;
    double angle_deg = 0;
};
struct SetVolume {
    std::string zone;
    double volume_ml = 0;  // a point
};
struct SetNeedle {
    std::string zone;
    std::string needle;
};
/// A setting that a zone can have of its own, in place of the technique's default.
enum class Setting { spacing, depth, angle, volume, needle };
struct ResetSetting {
    std::string zone;
    Setting setting = Setting::spacing;
};
struct SetSeed {
    std::uint32_t seed = 1;
};

/// In place of those before.
struct SetLandmarks {
    anatomy::Landmarks landmarks;
};
/// One of them, in place of the one of that name.
struct PlaceLandmark {
    std::string landmark;  // "left_tragion"
    glm::dvec3 place_mm{0};
};
struct RemoveLandmark {
    std::string landmark;
};
/// The practitioner has compared the scan's size with the patient.
struct ConfirmScale {
    std::string
        statement;  // what was compared: "inner eye corners 33 mm apart"; empty takes it back
};

/// The layer, the area and the mixture of a zone, in place of those before.
struct SetAim {
    std::string zone;
    ZoneAim aim;
};
/// The patient, the mixtures and all else of the visit, in place of those before.
struct SetClinic {
    ClinicFacts clinic;
};
/// Of the same, a part alone.
struct SetPatient {
    std::optional<clinic::PatientFacts> patient;  // none: nothing is known
};
struct SetVisit {
    int visit = 1;
    std::optional<clinic::Day> on;
    double cream_lidocaine_mg = 0, infiltrated_lidocaine_mg = 0;
    std::optional<DeviceSettings> device;
};
/// All that are drawn up for the visit.
struct SetMixtures {
    std::vector<clinic::Mixture> mixtures;
};
/// All that is marked on the skin, and all adverse events that are not over, in place of those
/// before.
struct SetMarks {
    std::vector<MarkedFinding> marks;
    std::vector<OpenEvent> events;
};
/// Zones that get it follow.
struct RenameMixture {
    std::string mixture;
    std::string name;
};

using Command = std::variant<AddZone,
                             RemoveZone,
                             RenameZone,
                             PaintStroke,
                             DrawOutline,
                             EditOutline,
                             FillByAngle,
                             ReshapeZone,
                             MirrorZone,
                             DuplicateZone,
                             MoveZone,
                             SetColour,
                             HideZone,
                             LockZone,
                             SetTechnique,
                             SetSpacing,
                             SetPattern,
                             SetAmount,
                             SetBorder,
                             SetSpacingAtBorder,
                             SetMirror,
                             PinPoint,
                             UnpinPoint,
                             MovePoint,
                             RemovePoint,
                             ForgetPointEdits,
                             SetDepth,
                             SetAngle,
                             SetVolume,
                             SetNeedle,
                             ResetSetting,
                             SetSeed,
                             SetLandmarks,
                             PlaceLandmark,
                             RemoveLandmark,
                             ConfirmScale,
                             SetAim,
                             SetClinic,
                             SetPatient,
                             SetVisit,
                             SetMixtures,
                             RenameMixture,
                             SetMarks>;

/// The command that does this step to the zone of that name.
Command painting(const std::string& zone, const zones::PaintStep& step);
/// The zone whose painting the command changes, if it changes any: of a mirror image that is a new
/// zone, that one.
const std::string* zone_painted_by(const Command& command);

/// One line of JSON, without the line break.
std::string line_of(const Command& command);

/// Throws base::Error that says where `name` ("line 3") is wrong.
Command command_in(std::string_view line, std::string_view name);

/// The commands of a script: one a line; empty lines and lines that start with # are left out.
std::vector<Command> commands_in(std::string_view script, std::string_view name);

}  // namespace session
