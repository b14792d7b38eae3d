// What is said about a file that is not taken, to whoever just chose it.

import type { Language } from '../../../contract/problems.ts'
import type { MediaRefusal } from '../../platform/media/refused-media.ts'

const words: Record<Exclude<MediaRefusal, 'busy'>, readonly [zh: string, en: string]> = {
  'empty': ['这个文件是空的，请重新选择', 'This file is empty; please choose another'],
  'unknown-type': ['只能上传照片（JPG、PNG、WebP）或 PDF', 'Only photos (JPG, PNG, WebP) and PDF files can be sent'],
  'heic': ['苹果手机的 HEIC 照片打不开。请截一张图再传，或在“设置 › 相机 › 格式”里选“兼容性最佳”后重拍', 'HEIC photos of an iPhone cannot be opened. Send a screenshot of it, or choose “Most Compatible” under Settings › Camera › Formats and take it again'],
  'damaged': ['文件不完整或已损坏，请重新拍照或导出', 'The file is incomplete or damaged; please take or export it again'],
  'too-many-pixels': ['照片尺寸太大，请缩小后再传', 'The picture has too many pixels; please make it smaller'],
  'too-complex': ['这份 PDF 太复杂，请打印成新的 PDF 或拍照上传', 'This PDF is too complex; print it into a new PDF, or send photos'],
  'encrypted-pdf': ['PDF 有密码保护，请去掉密码后再传', 'The PDF is protected; please remove its password'],
  'active-pdf': ['PDF 里有脚本或夹带的文件，不能接收。请打印成新的 PDF 或拍照上传', 'The PDF holds scripts or other files and is not taken; print it into a new PDF, or send photos'],
  'took-too-long': ['文件处理超时，请换一张照片或缩小后再传', 'The file took too long to read; please send another or a smaller one'],
}

export function refusalWords(reason: Exclude<MediaRefusal, 'busy'>, language: Language): string {
  return words[reason][language === 'en' ? 1 : 0]
}

export function untitled(type: string, language: Language): string {
  if (type === 'image/jpeg') return language === 'en' ? 'photo' : '照片'
  return language === 'en' ? 'document' : '文件'
}
