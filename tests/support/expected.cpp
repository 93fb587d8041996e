// SPDX-License-Identifier: MIT
#include "expected.h"

#include "base/file.h"
#include "clinic/subjects.h"

namespace test {

std::vector<ExpectedRow> expected(const std::string& name)
{
    const std::string file = MESOMAP_SOURCE_FOLDER "/tests/expected/" + name + ".csv";
    // read_csv leaves the heading out, so it is read as the row after an empty one.
    const auto rows = clinic::read_csv("\n" + base::read_file(file, 1 << 20));
    std::vector<ExpectedRow> made;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        ExpectedRow& row = made.emplace_back();
        for (std::size_t cell = 0; cell < rows[i].size(); ++cell)
            row[rows[0].at(cell)] = rows[i][cell];
    }
    return made;
}

std::map<std::string, std::string> inputs_of(const std::string& text)
{
    std::map<std::string, std::string> inputs;
    for (const std::string& part : clinic::parts_of(text)) {
        const std::size_t space = part.find(' ');
        inputs[part.substr(0, space)] = space == part.npos ? "" : part.substr(space + 1);
    }
    return inputs;
}

}  // namespace test
