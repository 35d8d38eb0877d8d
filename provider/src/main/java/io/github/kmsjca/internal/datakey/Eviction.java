package io.github.kmsjca.internal.datakey;

/** Why a key left the cache. */
enum Eviction {
  /** It met its age. */
  EXPIRED,
  /** It met its messages or bytes. */
  SPENT,
  /** Others were used more. */
  CROWDED_OUT,
  /** KMS does not permit its use any more. */
  REFUSED,
  CLEARED
}
