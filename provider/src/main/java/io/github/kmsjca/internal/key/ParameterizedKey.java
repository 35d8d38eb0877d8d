package io.github.kmsjca.internal.key;

import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes javac emit {@code AlgorithmParameterSpec getParams()} beside a handle's narrower one. Since
 * JDK 22 {@code PrivateKey} has a default method of that shape, which would otherwise win over
 * ours, compiled for 17, or clash with it.
 */
public interface ParameterizedKey {
  @Nullable AlgorithmParameterSpec getParams();
}
