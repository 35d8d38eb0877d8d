package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.GenerateMac;
import java.nio.charset.StandardCharsets;

/** Has KMS make a MAC of a text that means nothing. */
final class MacTrial {
  private static final byte[] MESSAGE =
      "kms-jca doctor: this MAC is a test and means nothing".getBytes(StandardCharsets.US_ASCII);

  private final KmsGateway gateway;

  MacTrial(KmsGateway gateway) {
    this.gateway = gateway;
  }

  String of(KeyArn key, KeySpec spec, Stopwatch watch) throws KmsCallException {
    String algorithm = MacAlgorithm.of(spec).wireName();
    gateway.perform(new GenerateMac(KeyUse.of(key), algorithm, MESSAGE));
    return watch.lap("GenerateMac (" + algorithm + ")");
  }
}
