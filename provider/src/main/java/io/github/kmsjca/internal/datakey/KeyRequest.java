package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.kms.KeyArn;

/** What a cache looks keys up by. Equal requests share a key. */
interface KeyRequest {
  /** The KMS key that is asked first. */
  KeyArn key();
}
