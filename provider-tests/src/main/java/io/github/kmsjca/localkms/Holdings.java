package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.durable.DurableStore;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.MemoryStore;
import io.github.kmsjca.localkms.internal.state.Store;
import io.github.kmsjca.localkms.internal.state.UnitLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a local KMS remembers, in memory alone or in a folder as well.
 *
 * @param importTokens the key that its import tokens are sealed with
 * @param folder null in memory alone
 */
record Holdings(Store store, HeldMaterial importTokens, @Nullable DurableStore folder)
    implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.github.kmsjca.localkms");

  static Holdings open(Settings settings, MaterialFactory materials) throws IOException {
    Function<KmsKey, HeldMaterial> newMaterial = key -> materials.next(key.spec());
    Supplier<HeldMaterial> newTokens = () -> materials.next(KeySpec.SYMMETRIC_DEFAULT);
    Path data = settings.data;
    if (data == null) {
      return new Holdings(new MemoryStore(newMaterial, UnitLog.NONE), newTokens.get(), null);
    }
    DurableStore folder = DurableStore.open(data, settings.fsync, newTokens, newMaterial);
    return new Holdings(folder.store(), folder.importTokens(), folder);
  }

  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try {
      folder.close();
    } catch (IOException e) {
      // All that was acknowledged is there.
      LOG.log(Level.WARNING, "The local KMS could not close its data folder", e);
    }
  }
}
