// SPDX-License-Identifier: MIT
// A database that takes its place when it is whole; gone again, with SQLite's own journal of it, if
// it never does.
#pragma once

#include "base/file.h"

#include <filesystem>
#include <system_error>

namespace session {

class Unfinished {
public:
    explicit Unfinished(const std::filesystem::path& file)
        : file_(file)
        , beside_(std::filesystem::path(file) += ".new")
        , journal_(std::filesystem::path(file) += ".new-journal")
    {
        remove();
    }
    Unfinished(const Unfinished&) = delete;
    ~Unfinished()
    {
        if (!beside_.empty()) remove();
    }
    const std::filesystem::path& path() const { return beside_; }
    void take_place()
    {
        base::move_file(beside_, file_);
        beside_.clear();
    }

private:
    /// Needs no memory: there may be none left.
    void remove() const
    {
        std::error_code ignored;
        std::filesystem::remove(beside_, ignored);
        std::filesystem::remove(journal_, ignored);
    }

    std::filesystem::path file_, beside_, journal_;
};

}  // namespace session
