package io.github.kmsjca.localkms;

import java.security.KeyPair;

/**
 * Where a {@link LocalKms} gets key pairs: of new asymmetric keys, of data key pairs, and those
 * that key material is imported with. Tests hand in prepared pairs, because making an RSA key of
 * 4096 bits takes seconds. Implementations are thread safe.
 */
@FunctionalInterface
public interface KeyMaterial {

  /**
   * A new key pair. Both halves must have an encoding (PKCS #8 and SubjectPublicKeyInfo), and RSA
   * private keys must hold their primes.
   *
   * @param keySpec the key spec of KMS: {@code RSA_2048}, {@code ECC_NIST_P256}, {@code
   *     ECC_NIST_EDWARDS25519}, {@code ML_DSA_65} and so on; never a symmetric one
   * @return a pair of exactly that algorithm and size, else the call answers an internal error
   */
  KeyPair generate(String keySpec);

  /**
   * Makes fresh random pairs: what a local KMS uses unless told otherwise.
   *
   * @return a source of fresh pairs
   */
  static KeyMaterial random() {
    return new RandomMaterial();
  }
}
