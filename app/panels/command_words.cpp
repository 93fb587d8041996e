// SPDX-License-Identifier: MIT
#include "panels/command_words.h"

#include "clinic/table.h"
#include "clinic/techniques.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <algorithm>
#include <array>

namespace panels {
namespace {

using shell::say;
using shell::say_sentence;
using shell::to_say;
using namespace session;

// In the order of session::PatternKind and BorderRule.
constexpr std::array patterns{
    to_say("Natural spread"), to_say("Even spread"), to_say("Rows"), to_say("Along a drawn line")};
constexpr std::array borders{
    to_say("Up to the border"), to_say("Keep off the border"), to_say("Rim first")};
// In the order of zones::Reshaping.
constexpr std::array reshapings{to_say("Grow"),
                                to_say("Shrink"),
                                to_say("Smooth"),
                                to_say("Fill holes"),
                                to_say("Remove islands"),
                                to_say("Invert")};
// In the order of session::Setting.
constexpr std::array settings{to_say("Spacing"),
                              to_say("Depth"),
                              to_say("Angle"),
                              to_say("Volume a point"),
                              to_say("Needle")};

std::string technique_name(const std::string& id)
{
    const auto& all = clinic::techniques();
    const auto found = std::ranges::find(all, id, &clinic::Technique::id);
    return found == all.end() ? id : shell::say_name(found->name.value);
}

/// How far back a number's last value is looked for: the list is put into words in each frame, and
/// a history of ten thousand steps must not be felt.
constexpr std::size_t most_steps_back = 400;

/// The last command of that kind before the i-th one that was about the same zone, whatever it was
/// called then, or about the one that it is a copy of.
template <typename Kind>
const Kind* earlier(const History& history, std::size_t i, std::string zone, Setting setting)
{
    const std::size_t first = i - std::min(i, most_steps_back);
    while (i-- > first) {
        const Command& one = history.command(i);
        if (const auto* renamed = std::get_if<RenameZone>(&one); renamed && renamed->name == zone)
            zone = renamed->zone;
        if (const auto* copied = std::get_if<DuplicateZone>(&one); copied && copied->name == zone)
            zone = copied->zone;
        if (const auto* image = std::get_if<MirrorZone>(&one); image && image->name == zone)
            zone = image->zone;
        if (const auto* amount = std::get_if<SetAmount>(&one);
            amount && amount->zone == zone && setting == Setting::spacing)
            return nullptr;  // from then on the spacing was a result
        if (const auto* reset = std::get_if<ResetSetting>(&one);
            reset && reset->zone == zone && reset->setting == setting)
            return nullptr;  // to a default, which the command does not say
        if (const auto* added = std::get_if<AddZone>(&one); added && added->zone == zone)
            return nullptr;
        if (const auto* found = std::get_if<Kind>(&one); found && found->zone == zone) return found;
    }
    return nullptr;
}

class Teller {
public:
    Teller(const History& history, std::size_t i)
        : history_(history)
        , i_(i)
    {
    }

    std::string operator()(const AddZone& c) const { return say("New zone: {}", c.zone); }
    std::string operator()(const RemoveZone& c) const { return say("Delete {}", c.zone); }
    std::string operator()(const RenameZone& c) const
    {
        return say("Rename {} to {}", c.zone, c.name);
    }
    std::string operator()(const PaintStroke& c) const
    {
        return c.stroke.mode == zones::StrokeMode::erase ? say("Erase from {}", c.zone)
                                                         : say("Paint {}", c.zone);
    }
    std::string operator()(const DrawOutline& c) const
    {
        return c.outline.mode == zones::StrokeMode::erase ? say("Outline out of {}", c.zone)
                                                          : say("Outline {}", c.zone);
    }
    std::string operator()(const EditOutline& c) const
    {
        return say("Change the outline of {}", c.zone);
    }
    std::string operator()(const FillByAngle& c) const
    {
        return c.fill.mode == zones::StrokeMode::erase ? say("Take a fill out of {}", c.zone)
                                                       : say("Fill {}", c.zone);
    }
    std::string operator()(const ReshapeZone& c) const
    {
        const char* what = say(reshapings[std::size_t(c.reshape.what)]);
        return c.reshape.what <= zones::Reshaping::smooth && c.reshape.size
                   ? say("{}: {} by {:g} mm", c.zone, what, *c.reshape.size)
                   : say("{}: {}", c.zone, what);
    }
    std::string operator()(const MirrorZone& c) const
    {
        return c.name ? say("Mirror {} to {}", c.zone, *c.name) : say("Mirror {} within", c.zone);
    }
    std::string operator()(const DuplicateZone& c) const
    {
        return say("Duplicate {} as {}", c.zone, c.name);
    }
    std::string operator()(const MoveZone& c) const
    {
        return say("{} to place {} of the list", c.zone, c.place + 1);
    }
    std::string operator()(const SetColour& c) const { return say("Colour of {}", c.zone); }
    std::string operator()(const HideZone& c) const
    {
        return c.hidden ? say("Hide {}", c.zone) : say("Show {}", c.zone);
    }
    std::string operator()(const LockZone& c) const
    {
        return c.locked ? say("Lock {}", c.zone) : say("Unlock {}", c.zone);
    }
    std::string operator()(const SetTechnique& c) const
    {
        return say("{}: {}", c.zone, technique_name(c.technique));
    }
    std::string operator()(const SetSpacing& c) const
    {
        return number(c, &SetSpacing::spacing_mm, Setting::spacing, "mm");
    }
    std::string operator()(const SetDepth& c) const
    {
        return number(c, &SetDepth::depth_mm, Setting::depth, "mm");
    }
    std::string operator()(const SetAngle& c) const
    {
        return number(c, &SetAngle::angle_deg, Setting::angle, "°");
    }
    std::string operator()(const SetVolume& c) const
    {
        return number(c, &SetVolume::volume_ml, Setting::volume, "mL");
    }
    std::string operator()(const SetNeedle& c) const
    {
        return say("{} of {}: {}", say(settings[std::size_t(Setting::needle)]), c.zone, c.needle);
    }
    std::string operator()(const ResetSetting& c) const
    {
        return say("{} of {}: default", say(settings[std::size_t(c.setting)]), c.zone);
    }
    std::string operator()(const SetPattern& c) const
    {
        return say("{}: {}", c.zone, say(patterns[std::size_t(c.pattern.kind)]));
    }
    std::string operator()(const SetAmount& c) const
    {
        if (c.amount.kind == AmountKind::points)
            return say("{}: {} points in all", c.zone, c.amount.value);
        return say("{}: amount {}", c.zone, c.amount.value);
    }
    std::string operator()(const SetBorder& c) const
    {
        return say("{}: {}", c.zone, say(borders[std::size_t(c.border.rule)]));
    }
    std::string operator()(const SetSpacingAtBorder& c) const
    {
        return say("Spacing at the border of {}", c.zone);
    }
    std::string operator()(const SetMirror& c) const
    {
        return c.mirror ? say("{}: left and right alike", c.zone)
                        : say("{}: each side on its own", c.zone);
    }
    std::string operator()(const PinPoint& c) const { return say("Point by hand in {}", c.zone); }
    std::string operator()(const UnpinPoint& c) const
    {
        return say("Take a point by hand from {}", c.zone);
    }
    std::string operator()(const MovePoint& c) const { return say("Move a point of {}", c.zone); }
    std::string operator()(const RemovePoint& c) const
    {
        return say("Take a point from {}", c.zone);
    }
    std::string operator()(const ForgetPointEdits& c) const
    {
        return say("Take back what was done by hand in {}", c.zone);
    }
    std::string operator()(const SetSeed&) const { return say("Other arrangement of all points"); }
    std::string operator()(const SetLandmarks&) const { return say("Landmarks"); }
    std::string operator()(const PlaceLandmark& c) const
    {
        return say("Landmark {}", say_sentence(clinic::words_of_id(c.landmark)));
    }
    std::string operator()(const RemoveLandmark& c) const
    {
        return say("Take away landmark {}", say_sentence(clinic::words_of_id(c.landmark)));
    }
    std::string operator()(const ConfirmScale&) const
    {
        return say("The scan's size was compared");
    }

    std::string operator()(const SetAim& c) const { return say("Treatment of {}", c.zone); }
    std::string operator()(const SetClinic&) const { return say("Patient, products and visits"); }
    std::string operator()(const SetPatient&) const { return say("The patient's answers"); }
    std::string operator()(const SetVisit&) const { return say("Day and device of the visit"); }
    std::string operator()(const SetMarks&) const { return say("Marks on the skin"); }
    std::string operator()(const SetMixtures&) const { return say("Products of the visit"); }
    std::string operator()(const RenameMixture& c) const
    {
        return say("Rename {} to {}", c.mixture, c.name);
    }

private:
    template <typename Kind>
    std::string number(const Kind& c, double Kind::*value, Setting setting, const char* unit) const
    {
        const char* name = say(settings[std::size_t(setting)]);
        if (const Kind* before = earlier<Kind>(history_, i_, c.zone, setting))
            return say("{} of {}: {:g} → {:g} {}", name, c.zone, before->*value, c.*value, unit);
        return say("{} of {}: {:g} {}", name, c.zone, c.*value, unit);
    }

    const History& history_;
    std::size_t i_;
};

}  // namespace

std::string words_of(const History& history, std::size_t i)
{
    return std::visit(Teller(history, i), history.command(i));
}

std::string would_undo(const History& history)
{
    const std::size_t done = history.undoable();
    return done > 0 ? say("Undo: {}", words_of(history, done - 1)) : std::string();
}

std::string would_redo(const History& history)
{
    return history.redoable() > 0 ? say("Redo: {}", words_of(history, history.undoable()))
                                  : std::string();
}

}  // namespace panels
