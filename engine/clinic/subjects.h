// SPDX-License-Identifier: MIT
// The rows of a clinical table, subject by subject, for those who make something of each.
#pragma once

#include "clinic/table.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

/// The facts of one subject; each is taken once.
class Subject {
public:
    explicit Subject(std::string id)
        : id_(std::move(id))
    {
    }

    const std::string& id() const { return id_; }
    void add(const Fact& fact);

    std::optional<Fact> take_if(const std::string& field);
    Fact take(const std::string& field);  // throws Error where it lacks
    void require_all_taken() const;       // throws Error that names a field nobody knew

private:
    std::string id_;
    std::map<std::string, Fact> facts_;
};

/// In the order in which they first appear.
std::vector<Subject> subjects_of(const std::vector<Fact>& facts);

/// The texts between "; " marks.
std::vector<std::string> parts_of(std::string_view text);

}  // namespace clinic
