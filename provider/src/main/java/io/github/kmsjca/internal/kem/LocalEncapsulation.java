package io.github.kmsjca.internal.kem;

import java.security.GeneralSecurityException;

/** Makes shared secrets for the owner of a public key, without KMS. Thread-safe. */
interface LocalEncapsulation {
  /** A new {@code KEM.Encapsulated}. */
  Object of(Part part) throws GeneralSecurityException;
}
