import type { Json } from '#schema/id.ts'

/**
 * An edit of one picture with FLUX.1 Kontext [dev], in ComfyUI's API format, with the file names under which its
 * documents offer the weights. Other files: a `comfyui` entry of your own (docs/engines/comfyui.md).
 */
export const kontextWorkflow: Json = {
  bindings: {
    prompt: { node: 'prompt', input: 'text' },
    images: [{ node: 'source', input: 'image' }],
    seed: { node: 'sampler', input: 'seed' },
    steps: { node: 'sampler', input: 'steps' },
    guidance: { node: 'guided', input: 'guidance' },
  },
  output: 'saved',
  graph: {
    unet: {
      class_type: 'UNETLoader',
      inputs: { unet_name: 'flux1-dev-kontext_fp8_scaled.safetensors', weight_dtype: 'default' },
    },
    clip: {
      class_type: 'DualCLIPLoader',
      inputs: {
        clip_name1: 'clip_l.safetensors',
        clip_name2: 't5xxl_fp8_e4m3fn_scaled.safetensors',
        type: 'flux',
        device: 'default',
      },
    },
    vae: { class_type: 'VAELoader', inputs: { vae_name: 'ae.safetensors' } },
    source: { class_type: 'LoadImage', inputs: { image: 'source.png' } },
    scaled: { class_type: 'FluxKontextImageScale', inputs: { image: ['source', 0] } },
    encoded: { class_type: 'VAEEncode', inputs: { pixels: ['scaled', 0], vae: ['vae', 0] } },
    prompt: { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['clip', 0] } },
    referenced: {
      class_type: 'ReferenceLatent',
      inputs: { conditioning: ['prompt', 0], latent: ['encoded', 0] },
    },
    guided: {
      class_type: 'FluxGuidance',
      inputs: { conditioning: ['referenced', 0], guidance: 2.5 },
    },
    negative: { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['prompt', 0] } },
    sampler: {
      class_type: 'KSampler',
      inputs: {
        model: ['unet', 0],
        positive: ['guided', 0],
        negative: ['negative', 0],
        latent_image: ['encoded', 0],
        seed: 1,
        steps: 20,
        cfg: 1,
        sampler_name: 'euler',
        scheduler: 'simple',
        denoise: 1,
      },
    },
    decoded: { class_type: 'VAEDecode', inputs: { samples: ['sampler', 0], vae: ['vae', 0] } },
    saved: {
      class_type: 'SaveImage',
      inputs: { images: ['decoded', 0], filename_prefix: 'kontextbench' },
    },
  },
}
