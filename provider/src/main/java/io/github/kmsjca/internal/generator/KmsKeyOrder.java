package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.CreateAlias;
import io.github.kmsjca.internal.kms.call.CreateKey;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.KmsFailure;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.lang.System.Logger.Level;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A key in KMS: made, named, and then looked up. Nothing is repeated that may have been performed,
 * and whatever fails after the key was made says which one it is, since it is billed from then on.
 */
final class KmsKeyOrder implements Order {
  private final KeySpec spec;
  private final KeyUsage usage;
  private final CreateKey.NewKey key;
  private final Workshop workshop;

  /** True as soon as a key may have the alias: there are no two keys of one alias. */
  private final AtomicBoolean aliasTaken = new AtomicBoolean();

  private KmsKeyOrder(KeySpec spec, KeyUsage usage, CreateKey.NewKey key, Workshop workshop) {
    this.spec = spec;
    this.usage = usage;
    this.key = key;
    this.workshop = workshop;
  }

  /** A key without a name, of which nothing else is known. */
  static KmsKeyOrder plain(KeySpec spec, Workshop workshop) {
    KeyUsage usage = KeyUsage.defaultOf(spec);
    return new KmsKeyOrder(spec, usage, CreateKey.NewKey.plain(spec, usage), workshop);
  }

  /**
   * A key as the parameters say.
   *
   * @throws InvalidAlgorithmParameterException if the algorithm has no such keys, or they are for
   *     another provider instance
   */
  static KmsKeyOrder of(GeneratorAlgorithm row, KmsKeyGenParameterSpec wanted, Workshop workshop)
      throws InvalidAlgorithmParameterException {
    requireInstance(row, wanted, workshop);
    KeySpec spec = wanted.keySpec().map(KeySpec::valueOf).orElse(row.defaultSpec());
    if (!row.suits(spec)) {
      throw new InvalidAlgorithmParameterException(
          "a " + spec + " key is none of " + row.jcaName() + ", which has " + row.keySpecs());
    }
    KeyUsage usage = wanted.keyUsage().map(KeyUsage::valueOf).orElse(KeyUsage.defaultOf(spec));
    if (!usage.suits(spec)) {
      throw new InvalidAlgorithmParameterException("KMS has no " + spec + " keys for " + usage);
    }
    CreateKey.NewKey key =
        new CreateKey.NewKey(
            wanted.alias().map(KeyName::parse).orElse(null),
            spec,
            usage,
            false,
            wanted.multiRegion(),
            wanted.description(),
            wanted.policy().orElse(null),
            wanted.tags());
    return new KmsKeyOrder(spec, usage, key, workshop);
  }

  private static void requireInstance(
      GeneratorAlgorithm row, KmsKeyGenParameterSpec wanted, Workshop workshop)
      throws InvalidAlgorithmParameterException {
    String own = workshop.resolver().providerName();
    if (wanted.providerName().isPresent()) {
      if (!wanted.providerName().get().equals(own)) {
        throw new InvalidAlgorithmParameterException(
            "this key is to be made by " + wanted.providerName().get() + ", not by " + own);
      }
    } else if (new Neighbours(workshop.resolver(), row).includeOtherInstances()) {
      throw new InvalidAlgorithmParameterException(
          "several instances of this provider are registered, and if "
              + own
              + " fails, JCA goes on to the next one: say which is to make the key, by"
              + " KmsKeyGenParameterSpec.Builder.providerName");
    }
  }

  @Override
  public KeyPair keyPair() {
    return ((KmsPrivateKey) make()).keyPair();
  }

  @Override
  public SecretKey secretKey() {
    return (SecretKey) make();
  }

  private KeyHandle make() {
    KeyName alias = key.alias();
    if (alias == null) {
      return handle(create());
    }
    if (!aliasTaken.compareAndSet(false, true)) {
      throw new ProviderException(
          alias
              + " is the name of the key that this generator has made, or is making: initialise it"
              + " again, with another alias. No further key was made");
    }
    KeyArn made = null;
    try {
      requireFree(alias);
      made = create();
    } finally {
      aliasTaken.set(made != null);
    }
    giveName(alias, made);
    return handle(made);
  }

  /**
   * Nearly always tells before a key is made what CreateAlias would tell after it. Who may not ask
   * goes on without.
   */
  private void requireFree(KeyName alias) {
    KeyArn named;
    try {
      named = workshop.gateway().perform(new DescribeKey(alias)).arn();
    } catch (KmsCallException e) {
      if (e.failure() == KmsFailure.NOT_FOUND || e.failure() == KmsFailure.ACCESS_DENIED) {
        return;
      }
      throw new ProviderException("No key was made: " + e.getMessage(), e);
    }
    throw new ProviderException(
        "No key was made: " + alias + " is the name of " + named + " already. Choose another");
  }

  private KeyArn create() {
    try {
      KeyArn arn = workshop.gateway().perform(new CreateKey(key));
      Log.logger().log(Level.INFO, "KMS key {0} was made ({1}, {2})", arn, spec, usage);
      return arn;
    } catch (KmsCallException e) {
      throw new ProviderException(e.getMessage() + CreateKey.hint(e.failure()), e);
    }
  }

  private void giveName(KeyName alias, KeyArn made) {
    try {
      workshop.gateway().perform(new CreateAlias(alias, made));
    } catch (KmsCallException e) {
      throw new ProviderException(
          "KMS key "
              + made
              + " was made, and is billed, but it did not get its alias: "
              + e.getMessage()
              + " Then name it (aws kms create-alias --alias-name "
              + alias
              + " --target-key-id "
              + made.keyId()
              + ") or delete it (aws kms schedule-key-deletion --key-id "
              + made
              + ")",
          e);
    }
  }

  private KeyHandle handle(KeyArn made) {
    try {
      return workshop.resolver().made(made, spec, usage);
    } catch (KmsCallException e) {
      throw new ProviderException(
          "KMS key "
              + made
              + named()
              + " was made, but it cannot be used yet: "
              + e.getMessage()
              + " Then get it from the KeyStore, by its name or ARN",
          e);
    }
  }

  private String named() {
    @Nullable KeyName alias = key.alias();
    return alias == null ? "" : " (" + alias + ")";
  }
}
