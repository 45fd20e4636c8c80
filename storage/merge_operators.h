// How RocksDB adds to values what WriteSet::Add() gave it: the merge operators
// of the families whose values can be added to, tallies and blocks of postings.

#pragma once

#include "storage/write_set.h"

namespace annals {

// RocksDB knows the operator by this name, in its own files too. Null: values
// of the family cannot be added to.
const char* MergeOperatorOf(Family family);

// Makes the names known to RocksDB in this process. To be called before a store
// is opened; may be called again, from any thread.
void RegisterMergeOperators();

}  // namespace annals
