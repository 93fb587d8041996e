// SPDX-License-Identifier: MIT
// One round of choosing: an open candidate is chosen if no open candidate that goes first might
// conflict with it. Any number of such rounds in any order give the one greedy set (algorithms:
// parallel = sequential, Blelloch et al. 2012).
//
// A body without a scope of its own (see disc.h). The scope has candidates[],
// bucket_heads[], next_in_bucket[], `work`, `most_work`, `trouble`, and is_open(candidate).

bool is_chosen(int i, int cube_size_um, uint bucket_mask)
{
    IN(Candidate) mine = candidates[i];
    // A ball of at most a quarter of a cube's size around the place lies in two cubes an axis.
    ivec3 low = cube_of(mine.position_um - ivec3(cube_size_um / 2), cube_size_um);
    for (int n = 0; n < 8; ++n) {
        ivec3 cube = low + ivec3(n & 1, (n >> 1) & 1, n >> 2);
        for (int j = bucket_heads[bucket_of(cube, bucket_mask)]; j != nothing;
             j = next_in_bucket[j]) {
            if (++work > most_work) trouble |= trouble_work;
            if (trouble != 0u) return false;
            if (j == i || !is_open(j)) continue;
            IN(Candidate) other = candidates[j];
            if (goes_first(other, mine) && may_conflict(other, mine)) return false;
        }
    }
    return true;
}
