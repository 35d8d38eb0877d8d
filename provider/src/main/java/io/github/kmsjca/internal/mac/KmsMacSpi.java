package io.github.kmsjca.internal.mac;

import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.delegation.ForeignMacs;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import java.nio.ByteBuffer;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.MacSpi;
import org.jspecify.annotations.Nullable;

/**
 * Every Mac algorithm: a row, and from the first init on an operation. With a key of ours that asks
 * KMS; with any other key it is a pipe to the provider that JCA would have chosen. Initialising
 * never does I/O.
 */
public final class KmsMacSpi extends MacSpi implements Cloneable {
  private final MacAlgorithm row;
  private final KeyResolver owner;

  /** Absent before the first init, and after one with a key of ours that failed. */
  private @Nullable MacOperation current;

  public KmsMacSpi(MacAlgorithm row, KeyResolver owner) {
    this.row = row;
    this.owner = owner;
  }

  @Override
  protected int engineGetMacLength() {
    return row.length();
  }

  @Override
  protected void engineInit(Key key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (current instanceof ForeignMac pipe && !(key instanceof KeyHandle)) {
      // JCA would have stayed with its provider, which knows what a refusal leaves of its key.
      ForeignMacs.initialised(pipe.mac(), key, parameters);
      return;
    }
    engineReset();
    current = null;
    if (!(key instanceof KeyHandle handle) || !handle.belongsTo(owner)) {
      owner.requireFound(key);
      OtherInstance.requireUsable(key);
      try {
        current =
            new ForeignMac(
                ForeignMacs.create(row.jcaName(), key, parameters, KmsMacSpi.class.getName()));
      } catch (InvalidKeyException e) {
        throw OtherInstance.explained(key, e);
      }
      return;
    }
    handle.requireOpen();
    if (!(handle instanceof SecretKeyHandle secret) || secret.spec() != row.spec()) {
      throw new InvalidKeyException(
          handle.arn()
              + " is a "
              + handle.spec()
              + " key, which cannot do "
              + row.jcaName()
              + ": that takes a key of spec "
              + row.spec());
    }
    if (parameters != null) {
      throw new InvalidAlgorithmParameterException(row.jcaName() + " has no parameters");
    }
    current = new KmsMac(row, secret);
  }

  private MacOperation current() {
    if (current == null) {
      throw new IllegalStateException("not initialised with a key");
    }
    return current;
  }

  @Override
  protected void engineUpdate(byte input) {
    current().update(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    current().update(input, offset, length);
  }

  @Override
  protected void engineUpdate(ByteBuffer input) {
    current().update(input);
  }

  @Override
  protected byte[] engineDoFinal() {
    return current().finish();
  }

  @Override
  protected void engineReset() {
    if (current != null) {
      current.reset();
    }
  }

  @Override
  public Object clone() throws CloneNotSupportedException {
    KmsMacSpi copy = (KmsMacSpi) super.clone();
    copy.current = current == null ? null : current.copy();
    return copy;
  }
}
