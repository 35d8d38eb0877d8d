package io.github.kmsjca.localkms.internal.state;

import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.SecretKey;

/** The secret of a key. */
public sealed interface Material {

  /** Of an asymmetric key. */
  record Pair(PrivateKey privateKey, PublicKey publicKey) implements Material {}

  /** Of a symmetric key. */
  record Secret(SecretKey key) implements Material {}

  /** Of a key whose material is yet to be imported. */
  record Absent() implements Material {}
}
