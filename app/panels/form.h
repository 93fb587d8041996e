// SPDX-License-Identifier: MIT
// What all panels are made of. A panel reads and returns what the practitioner asked for; it keeps
// nothing of the case.
#pragma once

#include "session/case.h"
#include "session/command.h"
#include "shell/theme.h"

#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace panels {

/// View state that the panels share: what is selected, and the text that is being typed.
struct Form {
    shell::Type type;
    float scale = 1;
    session::ZoneId selected;
    std::string typed_in;  // name of the field that is being edited, empty for none
    std::string typed;
    bool renames = false;   // the selected zone's name is being edited
    bool focuses = false;   // the field of that edit has not had the keyboard yet
    bool mirrors = false;   // what mirrors a zone is at hand: the patient's middle is shown
    double reshape_mm = 2;  // that a zone is to grow, shrink or be smoothed by
    std::map<std::string, std::string> sought;  // what is typed into fields that find a row
    std::string refusal;                        // a sentence: why what was typed could not be taken
};

using Commands = std::vector<session::Command>;

/// A zone in a few numbers.
struct ZoneRow {
    session::ZoneId id;
    std::string name;
    ImVec4 colour;
    bool hidden = false;
    bool locked = false;
    bool mirrored = false;      // to be checked
    std::string overlap = {};   // a sentence: what of it belongs to a zone before it
    std::string left_out = {};  // a sentence: why it can hold no point, and is not planned
    double area_cm2 = 0;
    std::optional<std::uint32_t> points;  // none while they are being placed
    double volume_ml = 0;
};

void heading(const Form& form, const char* text);
/// A line between two parts of a panel, amid that much room.
void gap(float height);
/// A heading that a click folds; true while what stands under it is to be drawn.
bool section(const Form& form, const char* title);
void quiet_text(const Form& form, const std::string& text);
enum class Sign { pass, warn, fail };
/// A disc with a tick, a cross or an exclamation mark: the colour is never the only sign.
void draw_sign_at(ImVec2 middle, float size, Sign sign);
/// A sentence that wraps, with its sign in front.
void sentence(const Form& form, Sign sign, const std::string& text);
/// A box to tick; its words wrap where they do not fit beside it.
bool tick(const char* words, bool& ticked);

/// Buttons of the same width side by side, or below each other where their words do not fit so.
class ButtonRow {
public:
    explicit ButtonRow(std::initializer_list<const char*> names);
    bool button(const char* name);

private:
    float width_;
    bool beside_;
    bool first_ = true;
};

/// Buttons between the two are what to press next.
void push_accent();
void pop_accent();
/// With line ends where it would be wider, in the current font.
std::string wrapped(const std::string& text, float width);
/// What appears when the mouse rests on the last item.
void hint(const std::string& text);

/// A text field over the whole width that the caller set. Gives the text once it is complete: after
/// Enter, Tab or a click elsewhere.
std::optional<std::string> text_field(Form& form, const std::string& name, const std::string& now);

/// A number that can be typed: its name, its unit, and its place in a request ("zone/depth_mm"),
/// which says what it may be at all.
struct Quantity {
    const char* name;
    const char* unit;
    const char* place;
};

/// Nothing where no number was typed or one that cannot be: the form then says why.
std::optional<double> typed_number(const Quantity& what, const std::string& typed, Form& form);

/// A quantity as a line. Its value is the zone's own or a default, or missing where there is
/// neither.
struct NumberLine {
    Quantity what;
    std::optional<double> value;
    bool own = false;  // set for this zone
    std::string source = {};
    bool has_default = false;  // that an own value can go back to
};

/// A number once one has been typed, or the wish to have the default back.
struct NumberWish {
    std::optional<double> value;
    bool reset = false;
};
NumberWish number_line(const NumberLine& line, Form& form);

/// A list to choose from, over the whole width and with its name above; each choice has a hint.
struct Choice {
    const char* name;
    const char* hint;
};
std::optional<std::size_t>
choice_line(const char* name, std::span<const Choice> choices, std::size_t now, Form& form);

}  // namespace panels
