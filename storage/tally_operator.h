// How RocksDB adds up tallies: the merge operator of the families that
// WriteSet::Add() may be used on.

#pragma once

namespace annals {

// RocksDB knows the operator by this name, in its own files too.
inline constexpr char kTallyOperatorName[] = "annals.Tally";

// Makes the name known to RocksDB in this process. To be called before a store
// is opened; may be called again, from any thread.
void RegisterTallyOperator();

}  // namespace annals
