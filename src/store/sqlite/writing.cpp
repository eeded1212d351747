// SPDX-License-Identifier: Apache-2.0
// One write into a programme file: all of it or nothing.
#include "store/sqlite/store_file.h"

namespace tilth::store::sqlite {

StoreFile::Writing::Writing(StoreFile& store)
    : store_(store),
      turn_((store.require_writer(), store.writing_)),
      before_(store.chain_),
      transaction_(*store.writer_) {}

StoreFile::Writing::~Writing() {
  if (!done_) store_.chain_ = before_;  // and the transaction rolls back
}

void StoreFile::Writing::commit() {
  transaction_.commit();
  done_ = true;
}

}  // namespace tilth::store::sqlite
